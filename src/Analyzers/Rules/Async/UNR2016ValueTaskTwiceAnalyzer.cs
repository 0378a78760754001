using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Options;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Async;

/// <summary>The value task of one operation is awaited, converted or read a second time.</summary>
public sealed class UNR2016ValueTaskTwiceAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.ValueTaskTwice);

    public UNR2016ValueTaskTwiceAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Tasks.ValueTask is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        var uses = new ValueTaskUses(knowledge.Tasks);
        var repeated = new RepeatedUses(uses.UsedUp);
        context.RegisterOperationAction(
            operation =>
            {
                if (uses.UsedUp(operation.Operation) is { } variable
                    && repeated.Includes(operation.Operation, operation.GetControlFlowGraph())
                    && operation.Function(knowledge) is not null
                    && !IsHarmless(operation.Operation, variable, uses)
                    && !(variable is ILocalSymbol && SdkRules.Speaks(
                        "CA2012", onByDefault: true, operation.Operation.Syntax.SyntaxTree, operation.Compilation, operation.Options, operation.CancellationToken)))
                {
                    operation.ReportDiagnostic(Diagnostic.Create(Descriptor, uses.Operand(operation.Operation)!.Syntax.GetLocation(), variable.Name));
                }
            },
            OperationKind.Await,
            OperationKind.Invocation,
            OperationKind.PropertyReference,
            OperationKind.Argument);
    }

    /// <summary>One of the values that the variable is given may be used as often as one likes; which one it has is not asked.</summary>
    private static bool IsHarmless(IOperation use, ISymbol variable, ValueTaskUses uses)
    {
        var root = use;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        return root.DescendantsAndSelf().Any(operation => operation switch
        {
            IVariableDeclaratorOperation { Symbol: var local } declarator when SymbolEqualityComparer.Default.Equals(local, variable) =>
                (declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer) is { } initializer && uses.IsHarmless(initializer.Value),
            ISimpleAssignmentOperation assignment when SymbolEqualityComparer.Default.Equals(assignment.Target.Variable(), variable) =>
                uses.IsHarmless(assignment.Value),
            _ => false,
        });
    }
}
