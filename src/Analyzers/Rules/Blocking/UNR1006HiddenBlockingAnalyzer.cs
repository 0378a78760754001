using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Blocking;

/// <summary>Async code calls a synchronous method that blocks, itself or through others.</summary>
public sealed class UNR1006HiddenBlockingAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.HiddenBlocking);

    private const string DepthOption = "unravel.UNR1006.depth";
    private const int UsualDepth = 5;

    public UNR1006HiddenBlockingAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Tasks.Task is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        var members = MemberTable.Load("BlockingMembers", context.Compilation, context.Options, context.CancellationToken);
        var summaries = new BlockingSummaries(knowledge, members, BlockingMarks.Exist(context.Compilation));
        context.RegisterOperationAction(summaries.Read, OperationKind.Invocation, OperationKind.PropertyReference, OperationKind.ObjectCreation);
        context.RegisterCompilationEndAction(end =>
        {
            summaries.Solve();
            foreach (var call in summaries.FromAsync)
            {
                if (summaries.Of(call) is { } reason && reason.Length <= Depth(call.At.SyntaxTree, end.Options))
                {
                    Report(end, call, summaries);
                }
            }
        });
    }

    private static void Report(CompilationAnalysisContext context, SummaryCall call, BlockingSummaries summaries)
    {
        var path = new List<string>();
        var places = new List<Location>();
        IMethodSymbol? function = call.Callee;
        while (function is not null && summaries.Of(function) is { } reason)
        {
            if (reason.At is { } place)
            {
                places.Add(place.GetLocation());
                path.Add(reason.Text + (reason.Next is null ? "" : "()"));
            }

            function = reason.Next;
        }

        var why = path.Count == 0 ? "it is known to" : "it calls " + string.Join(", which calls ", path);
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, call.At.GetLocation(), places, NameOf(call.Callee), why));
    }

    private static string NameOf(IMethodSymbol method) => method switch
    {
        { MethodKind: MethodKind.Constructor } => "new " + method.ContainingType.Name + "()",
        { AssociatedSymbol: { } property } => property.Name,
        _ => method.Name + "()",
    };

    private static int Depth(SyntaxTree tree, AnalyzerOptions options) =>
        options.AnalyzerConfigOptionsProvider.GetOptions(tree).TryGetValue(DepthOption, out var text)
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var depth)
            ? depth
            : UsualDepth;
}
