using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>What becomes of a task of a task.</summary>
internal static class NestedUses
{
    /// <summary>
    /// Only the outer task is awaited, or it is taken for a plain task; directly, or by way of a local that is used
    /// for nothing else. A call that is dropped altogether is not meant.
    /// </summary>
    public static bool LosesInner(IOperation nested, ConcurrencyKnowledge knowledge)
    {
        var use = nested.Parent;
        if (use is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } declarator }
            && knowledge.Tasks.IsNested(local.Type))
        {
            var uses = References(declarator, local);
            return uses.Count > 0 && uses.All(reference => IsLost(reference, knowledge));
        }

        return IsLost(nested, knowledge);
    }

    private static bool IsLost(IOperation nested, ConcurrencyKnowledge knowledge)
    {
        var value = nested;
        while (value.Parent is IParenthesizedOperation || IsConfigureAwait(value.Parent))
        {
            value = value.Parent!;
        }

        return value.Parent switch
        {
            IConversionOperation { OperatorMethod: null } conversion => knowledge.Tasks.IsTask(conversion.Type) && !knowledge.Tasks.IsNested(conversion.Type),
            IAwaitOperation { Parent: IExpressionStatementOperation } => true,
            _ => false,
        };
    }

    private static bool IsConfigureAwait(IOperation? operation) => operation is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" };

    private static List<IOperation> References(IOperation declarator, ILocalSymbol local)
    {
        var root = declarator;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        return root.Descendants()
            .Where(operation => operation is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local))
            .ToList();
    }
}
