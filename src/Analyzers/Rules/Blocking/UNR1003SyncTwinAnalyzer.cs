using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Options;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Blocking;

/// <summary>Async code calls a synchronous method that has an asynchronous form.</summary>
public sealed class UNR1003SyncTwinAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.SyncTwin);

    private const string Worse = "worse";

    public UNR1003SyncTwinAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Tasks.Task is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        var exclusions = MemberTable.Load("AsyncTwins", context.Compilation, context.Options, context.CancellationToken);
        context.RegisterOperationAction(
            operation =>
            {
                var call = (IInvocationOperation)operation.Operation;
                if (knowledge.Twins.MayHave(call)
                    && AsyncSite.Around(operation, knowledge) is { } function
                    && knowledge.Blocking.Find(call) is null
                    && knowledge.Primitives.Find(call) is null
                    && knowledge.Twins.Find(call, function) is { } twin
                    && !exclusions.Has(Worse, call.TargetMethod, ReceiverOf(call))
                    && !IsExcludedSource(call, exclusions)
                    && !(call.TargetMethod.Name is "WaitForExit" or "ReadToEnd" && PipeReads.Of(call.Function())?.At == call) // UNR8001
                    && !AwaitInstead.Speaks(operation))
                {
                    operation.ReportDiagnostic(Diagnostic.Create(
                        Descriptor, CallText.Name(call.Syntax).GetLocation(), CallText.Of(call), twin.Method.Name));
                }
            },
            OperationKind.Invocation);
    }

    // Console.Out is a TextWriter like any other by its type: it is known by where it comes from.
    private static bool IsExcludedSource(IInvocationOperation call, MemberTable exclusions) =>
        call.Receiver()?.Unwrapped() switch
        {
            IMemberReferenceOperation member => exclusions.Has(Worse, member.Member),
            ILocalReferenceOperation { Local: var local } => exclusions.Has(Worse, call.TargetMethod, Made(local, call)),
            _ => false,
        };

    private static ITypeSymbol? ReceiverOf(IInvocationOperation call) => call.Receiver()?.Unwrapped().Type;

    // Stream stream = new MemoryStream(): what the variable is declared with tells more than its type.
    private static ITypeSymbol? Made(ILocalSymbol local, IInvocationOperation call)
    {
        foreach (var declaration in local.DeclaringSyntaxReferences)
        {
            if (declaration.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: ObjectCreationExpressionSyntax made })
            {
                return call.SemanticModel?.GetTypeInfo(made).Type;
            }
        }

        return null;
    }
}
