using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace Unravel.Analyzers.Flow;

/// <summary>The operations of a block in the order in which they run: operands before what uses them.</summary>
internal static class Evaluation
{
    public static IEnumerable<IOperation> Of(BasicBlock block)
    {
        var order = new List<IOperation>();
        foreach (var operation in block.Operations)
        {
            Append(operation, order);
        }

        if (block.BranchValue is { } value)
        {
            Append(value, order);
        }

        return order;
    }

    private static void Append(IOperation operation, List<IOperation> order)
    {
        foreach (var child in operation.ChildOperations)
        {
            Append(child, order);
        }

        order.Add(operation);
    }
}
