using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>What operations and branches do to locks.</summary>
/// <param name="observe">Gets every operation with the state just before its own effect, and that effect.</param>
internal sealed class LockDomain(
    LockEffects effects,
    LockResolver locks,
    LockVariables variables,
    Action<IOperation, LockState, LockEffect?>? observe = null)
    : IFlowDomain<LockState>
{
    private readonly LockConditions _conditions = new(locks, variables);

    private readonly FlowSteps _steps = new(effects);

    public LockState Join(LockState one, LockState other) => one.Join(other);

    public bool IsSame(LockState before, LockState joined) => before.IsSame(joined);

    public LockState? When(IOperation condition, bool value, LockState state) => _conditions.When(condition, value, state);

    public LockState After(IOperation operation, LockState state, Action<LockState> thrown)
    {
        if (observe is not null)
        {
            return Observed(operation, state, thrown);
        }

        foreach (var step in _steps.Of(operation))
        {
            switch (step.Kind)
            {
                case FlowStepKind.Effect:
                    state = Apply(step.Effect!, state, thrown);
                    break;
                case FlowStepKind.Throws:
                    thrown(state);
                    break;
                case FlowStepKind.Changes:
                    state = Other(step.Operation, state, thrown);
                    break;
            }
        }

        return state;
    }

    // Once, after the fixpoint: the operations that change nothing are wanted too.
    private LockState Observed(IOperation operation, LockState state, Action<LockState> thrown)
    {
        if (operation is IFlowAnonymousFunctionOperation or INameOfOperation)
        {
            observe!(operation, state, null);
            return state;
        }

        foreach (var child in operation.ChildOperations)
        {
            state = Observed(child, state, thrown);
        }

        var effect = effects.Of(operation);
        observe!(operation, state, effect);
        return effect is not null ? Apply(effect, state, thrown) : Other(operation, state, thrown);
    }

    private LockState Apply(LockEffect effect, LockState state, Action<LockState> thrown)
    {
        switch (effect.Action)
        {
            case LockAction.Release:
                return state.Release(effect.Lock, effect.Hold.Mode);
            case LockAction.ReleaseAll:
                return ReleaseAll(effect.Lock, state);
        }

        var isSure = effect.Waits;
        if (effect.Operation?.Taken is not { } flag || variables.Tracked(flag) is not { } taken)
        {
            thrown(state);
            return state.Acquire(effect.Hold, effect.At, isSure, flag: null);
        }

        // By contract the flag is false before the call.
        thrown(state.Assign(taken, false));
        return state.Assign(taken, isSure ? true : null).Acquire(effect.Hold, effect.At, isSure, taken);
    }

    private static LockState ReleaseAll(LockIdentity identity, LockState state) => state.Release(held => held.Lock.Equals(identity));

    private LockState Other(IOperation operation, LockState state, Action<LockState> thrown)
    {
        if (FlowSteps.KindOf(operation) != FlowStepKind.Changes)
        {
            return state;
        }

        switch (operation)
        {
            case ISimpleAssignmentOperation { IsRef: false } assignment:
                return variables.Tracked(assignment.Target) is { } target ? Assign(target, assignment.Value, state) : state;
            case IFlowCaptureOperation capture:
                return Assign(Place.OfCapture(capture.Id), capture.Value, state);
            case IAssignmentOperation { Target: var changed }:
                thrown(state);
                return Forget(changed, state);
            case IIncrementOrDecrementOperation { Target: var changed }:
                return Forget(changed, state);
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: var passed }:
                return Forget(passed, state);
            case IInvocationOperation { TargetMethod.Name: "Dispose" or "DisposeAsync", Instance: { } scope }:
                thrown(state);
                return ReleaseScope(scope, state);
            default:
                return state;
        }
    }

    // The scope says which hold ends: by the variable it was kept in, or by the call that made it.
    private LockState ReleaseScope(IOperation scope, LockState state)
    {
        if (variables.Tracked(scope) is { } place && state.Held.Any(held => held.HasFlag(place)))
        {
            return state.Release(held => held.HasFlag(place));
        }

        return locks.ScopeOf(scope) is { } made && locks.Identify(made) is { } identity ? state.Release(identity, made.Mode) : state;
    }

    private LockState Assign(Place target, IOperation value, LockState state)
    {
        var source = value.Unwrapped();
        var other = variables.Tracked(source);
        state = state.Assign(target, LockVariables.ConstantOf(source) ?? (other is null ? null : state.ValueOf(other)));
        return state.Held.IsEmpty ? state : Marked(target, source, other, state);
    }

    // The place tells from now on what the other one told, or what the call gave that took the lock.
    private static LockState Marked(Place target, IOperation source, Place? other, LockState state)
    {
        if (other is not null)
        {
            return state.Mark(held => held.HasFlag(other), target);
        }

        if (source is IInvocationOperation or IAwaitOperation or IPropertyReferenceOperation && state.Held.Any(held => held.IsTakenAt(source)))
        {
            state = state.Mark(held => held.IsTakenAt(source), target);
            return source.Type?.SpecialType == SpecialType.System_Boolean ? state : state.Learn(target, true) ?? state;
        }

        return state;
    }

    private LockState Forget(IOperation changed, LockState state) => variables.Tracked(changed) is { } place ? state.Assign(place, null) : state;
}
