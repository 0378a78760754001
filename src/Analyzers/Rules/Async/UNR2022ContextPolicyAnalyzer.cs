using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Options;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Async;

/// <summary>
/// Awaits keep or leave the context as the project says: <c>unravel.UNR2022.mode</c> is <c>library</c> (each await says
/// ConfigureAwait(false)), <c>app</c> (none does) or <c>off</c>, which it is when not set.
/// </summary>
public sealed class UNR2022ContextPolicyAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.ContextPolicy);

    public UNR2022ContextPolicyAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Tasks.Task is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        var contexts = new ContextTypes(context.Compilation);
        var configured = context.Compilation.GetTypeByMetadataName("System.Runtime.CompilerServices.ConfiguredCancelableAsyncEnumerable`1");
        context.RegisterOperationAction(
            operation =>
            {
                var tree = operation.Operation.Syntax.SyntaxTree;
                var mode = RuleOption.Of(RuleIds.ContextPolicy, "mode", tree, operation.Options);
                if (mode is not ("library" or "app"))
                {
                    return;
                }

                foreach (var awaited in Awaited(operation.Operation))
                {
                    if (mode == "app" && FalseIn(awaited) is { } call)
                    {
                        Report(operation, call.Syntax, "leaves the context, which the code after it may need");
                    }
                    else if (mode == "library"
                        && NeedsConfiguration(awaited, knowledge.Tasks, configured)
                        && !contexts.Has(operation.ContainingSymbol)
                        && !knowledge.SyncMembers.IsTest(operation.ContainingSymbol)
                        && !SdkRules.Speaks("CA2007", onByDefault: false, tree, operation.Compilation, operation.Options, operation.CancellationToken))
                    {
                        Report(operation, awaited.Syntax, "comes back to the caller's context");
                    }
                }
            },
            OperationKind.Await,
            OperationKind.Loop,
            OperationKind.Using,
            OperationKind.UsingDeclaration);
    }

    /// <summary>What an await, an await foreach or an await using awaits.</summary>
    private static IEnumerable<IOperation> Awaited(IOperation operation) => operation switch
    {
        IAwaitOperation awaited => [awaited.Operation.Unwrapped()],
        IForEachLoopOperation { IsAsynchronous: true } loop => [loop.Collection.Unwrapped()],
        IUsingOperation { IsAsynchronous: true, Resources: IVariableDeclarationGroupOperation group } => Resources(group),
        IUsingOperation { IsAsynchronous: true, Resources: var resource } => [resource.Unwrapped()],
        IUsingDeclarationOperation { IsAsynchronous: true, DeclarationGroup: var group } => Resources(group),
        _ => [],
    };

    private static IEnumerable<IOperation> Resources(IVariableDeclarationGroupOperation group) =>
        group.Declarations.SelectMany(declaration => declaration.Declarators)
            .Where(declarator => declarator.Initializer is not null)
            .Select(declarator => declarator.Initializer!.Value.Unwrapped());

    private static IInvocationOperation? FalseIn(IOperation awaited) =>
        awaited is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" } call
        && call.Arguments.LastOrDefault()?.Value.ConstantValue is { HasValue: true, Value: false }
            ? call
            : null;

    private static bool NeedsConfiguration(IOperation awaited, TaskTypes tasks, INamedTypeSymbol? configured) => awaited.Type switch
    {
        null or IErrorTypeSymbol => false,
        _ when tasks.IsTaskOrDerived(awaited.Type) => true,
        _ when tasks.IsConfigured(awaited.Type) => false,
        INamedTypeSymbol type when SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, configured) =>
            awaited is IInvocationOperation { TargetMethod.Name: "WithCancellation" },
        _ => awaited.Syntax.Parent is not AwaitExpressionSyntax && awaited.Type.Name is not "ConfiguredAsyncDisposable",
    };

    private static void Report(SeenOperation context, SyntaxNode at, string does) =>
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, at.GetLocation(), at.ToString(), does));
}
