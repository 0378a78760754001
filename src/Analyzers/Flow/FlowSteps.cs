using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Unravel.Analyzers.Flow;

/// <summary>What a step does to the locks that are held.</summary>
internal enum FlowStepKind
{
    Nothing,

    /// <summary>It takes or releases a lock.</summary>
    Effect,

    /// <summary>It may throw, and changes nothing.</summary>
    Throws,

    /// <summary>It changes what is known of a variable, or ends a scope.</summary>
    Changes,
}

/// <summary>One operation, in the order of evaluation.</summary>
internal readonly record struct FlowStep(IOperation Operation, LockEffect? Effect, FlowStepKind Kind);

/// <summary>
/// The steps of the operations of a graph: a block is visited again and again, and few of its operations matter to locks.
/// </summary>
internal sealed class FlowSteps(LockEffects effects)
{
    private readonly Dictionary<IOperation, List<FlowStep>> _known = [];

    /// <summary>The steps of an operation of a block, those of its operands first.</summary>
    public List<FlowStep> Of(IOperation operation)
    {
        if (!_known.TryGetValue(operation, out var steps))
        {
            _known[operation] = steps = [];
            Collect(operation, steps);
        }

        return steps;
    }

    private void Collect(IOperation operation, List<FlowStep> steps)
    {
        if (operation is IFlowAnonymousFunctionOperation or INameOfOperation)
        {
            return;
        }

        foreach (var child in operation.ChildOperations)
        {
            Collect(child, steps);
        }

        if (effects.Of(operation) is { } effect)
        {
            steps.Add(new(operation, effect, FlowStepKind.Effect));
        }
        else if (KindOf(operation) is not FlowStepKind.Nothing and var kind)
        {
            steps.Add(new(operation, null, kind));
        }
    }

    /// <summary>What an operation does that takes and releases no lock.</summary>
    public static FlowStepKind KindOf(IOperation operation)
    {
        switch (operation.Kind)
        {
            case OperationKind.SimpleAssignment or OperationKind.FlowCapture or OperationKind.CompoundAssignment or OperationKind.CoalesceAssignment
                or OperationKind.DeconstructionAssignment or OperationKind.Increment or OperationKind.Decrement or OperationKind.Argument:
                return FlowStepKind.Changes;
            case OperationKind.Literal or OperationKind.LocalReference or OperationKind.ParameterReference or OperationKind.InstanceReference
                or OperationKind.FieldReference or OperationKind.ExpressionStatement or OperationKind.FlowCaptureReference:
                return FlowStepKind.Nothing; // the most frequent ones, of which no type need be tested
            default:
                return operation is IInvocationOperation { TargetMethod.Name: "Dispose" or "DisposeAsync", Instance: not null } ? FlowStepKind.Changes
                    : Throwing.May(operation) ? FlowStepKind.Throws
                    : FlowStepKind.Nothing;
        }
    }
}
