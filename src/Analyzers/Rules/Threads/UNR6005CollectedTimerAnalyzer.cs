using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Scopes;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Threads;

/// <summary>
/// Reports timers that nobody refers to after they were made. A timer made of a callback alone is its own state, and the
/// scheduler keeps it.
/// </summary>
public sealed class UNR6005CollectedTimerAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.CollectedTimer);

    public UNR6005CollectedTimerAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        if (context.Compilation.GetTypeByMetadataName("System.Threading.Timer") is { } timer)
        {
            context.RegisterOperationAction(operation => Check(operation, timer, knowledge), OperationKind.ObjectCreation);
        }
    }

    private static void Check(SeenOperation context, INamedTypeSymbol timer, ConcurrencyKnowledge knowledge)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        if (!SymbolEqualityComparer.Default.Equals(creation.Type, timer)
            || creation.Arguments.Length < 2
            || KeptObjects.UsesOf(creation, out var local) is not { } uses
            || !uses.All(use => IsChange(use, creation))
            || (local is not null && WaitsAfter(creation, knowledge)))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(Descriptor, creation.Syntax.GetLocation(), local?.Name ?? "new Timer"));
    }

    // A use in the callback, or in any other function, keeps it; Change right after it was made does not.
    private static bool IsChange(ILocalReferenceOperation use, IOperation creation) =>
        use.Parent is IInvocationOperation { TargetMethod.Name: "Change" } && Enclosing.Function(use) == Enclosing.Function(creation);

    // Main, and other methods that stay: most often the local lives as long as they do.
    private static bool WaitsAfter(IOperation creation, ConcurrencyKnowledge knowledge)
    {
        foreach (var operation in Enclosing.Function(creation).OwnDescendants())
        {
            if (operation.Syntax.SpanStart > creation.Syntax.Span.End
                && (operation is ILoopOperation
                    || knowledge.Blocking.Find(operation) is not null
                    || (operation is IInvocationOperation call && (knowledge.Primitives.Find(call) is not null || IsStay(call.TargetMethod)))))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsStay(IMethodSymbol method) =>
        method.Name is "ReadLine" or "ReadKey" or "Read" or "Run" or "WaitForShutdown" or "KeepAlive" || method.Name.StartsWith("Wait", StringComparison.Ordinal);
}
