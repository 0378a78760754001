using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Options;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Async;

/// <summary>
/// A using whose last act is to start a task that uses its resource. Reported at the resource: the line of the start
/// has a task that is dropped, which is a fault of its own.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UNR2010DisposedUnderTaskAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.DisposedUnderTask);

    // Disposing them ends nothing, or their users are told.
    private static readonly HashSet<string> s_harmless = new(StringComparer.Ordinal)
    {
        "MemoryStream", "StringReader", "StringWriter", "CancellationTokenSource", "CancellationTokenRegistration", "Task", "Activity", "IDisposable",
    };

    public UNR2010DisposedUnderTaskAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Tasks.Task is not null;

    private protected override void Start(CompilationStartAnalysisContext context, ConcurrencyKnowledge knowledge) =>
        context.RegisterOperationAction(
            operation =>
            {
                var (group, scope) = operation.Operation switch
                {
                    IUsingOperation { Resources: IVariableDeclarationGroupOperation resources } block => (resources, block.Body),
                    IUsingDeclarationOperation { Parent: IBlockOperation block } declaration => (declaration.DeclarationGroup, block),
                    _ => (null, null),
                };
                if (group is null || scope is null)
                {
                    return;
                }

                foreach (var declarator in group.Declarations.SelectMany(declaration => declaration.Declarators))
                {
                    if (!s_harmless.Contains(declarator.Symbol.Type.Name)
                        && EndsWithStart(scope, declarator.Symbol, knowledge.Tasks) is { } start
                        && !SdkRules.Speaks("CA2025", onByDefault: false, start.Syntax.SyntaxTree, operation.Compilation, operation.Options, operation.CancellationToken))
                    {
                        operation.ReportDiagnostic(Diagnostic.Create(
                            Descriptor, declarator.Symbol.Locations[0], declarator.Symbol.Name, start.TargetMethod.Name));
                    }
                }
            },
            OperationKind.Using,
            OperationKind.UsingDeclaration);

    /// <summary>The call that starts a task with the resource, when nothing in the scope could wait for it after that.</summary>
    private static IInvocationOperation? EndsWithStart(IOperation scope, ISymbol resource, TaskTypes tasks)
    {
        IInvocationOperation? start = null;
        foreach (var operation in scope.OwnDescendants())
        {
            if (operation is IInvocationOperation call)
            {
                if (start is not null && start.Syntax.Span.Contains(call.Syntax.Span))
                {
                    continue; // an argument of the start
                }

                start = IsStart(call, resource, tasks) ? call : null; // any later call may wait
            }
            else if (operation is IAwaitOperation or ILockOperation or ILoopOperation)
            {
                start = null;
            }
        }

        return start is not null && !IsInLoop(start, scope) ? start : null;
    }

    private static bool IsStart(IInvocationOperation call, ISymbol resource, TaskTypes tasks) =>
        tasks.IsTaskOrDerived(call.Type) && call.IsDropped() && call.Mentions(resource);

    private static bool IsInLoop(IOperation operation, IOperation scope)
    {
        for (var current = operation.Parent; current is not null && current != scope; current = current.Parent)
        {
            if (current is ILoopOperation)
            {
                return true;
            }
        }

        return false;
    }
}
