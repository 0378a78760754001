using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>Finds which lock an expression of one control-flow graph names, or none when that is not certain.</summary>
internal sealed class LockResolver(ControlFlowGraph graph, ConcurrencyKnowledge knowledge)
{
    // An alias of an alias of an alias is not written by people; the bound is against cycles in broken code.
    private const int DeepestAlias = 8;

    private Dictionary<CaptureId, IOperation?>? _captures;

    public LockIdentity? Identify(IOperation? expression) => Identify(expression, 0);

    /// <summary>The lock that a call takes or releases.</summary>
    public LockIdentity? Identify(LockOperation operation) => Identify(operation, 0);

    /// <summary>The call that gave a scope: <c>using (await gate.LockAsync())</c>; null when the expression is no scope.</summary>
    public LockOperation? ScopeOf(IOperation? expression)
    {
        var value = ValueOf(expression);
        value = value is IAwaitOperation awaited ? ValueOf(awaited.Operation) : value;
        return value is not null && knowledge.Blocking.Source(value) is IInvocationOperation call && knowledge.Locks.Find(call) is { GivesScope: true } made ? made : null;
    }

    /// <summary>What was written, through temporaries and through locals that never have another value.</summary>
    public IOperation? ValueOf(IOperation? expression)
    {
        for (var steps = 0; steps < DeepestAlias; steps++)
        {
            expression = Origin(expression);
            if (expression is not ILocalReferenceOperation { Local: var local } || VariableFacts.Of(graph).OnlyValue(local) is not { } value)
            {
                break;
            }

            expression = value;
        }

        return expression;
    }

    /// <summary>Follows conversions and the temporaries of the graph back to what was written.</summary>
    public IOperation? Origin(IOperation? expression)
    {
        for (var steps = 0; steps < DeepestAlias; steps++)
        {
            switch (expression)
            {
                case IConversionOperation { OperatorMethod: null } conversion:
                    expression = conversion.Operand;
                    break;
                case IFlowCaptureReferenceOperation reference:
                    expression = Captured(reference.Id);
                    break;
                default:
                    return expression;
            }
        }

        return expression;
    }

    private LockIdentity? Identify(IOperation? expression, int depth)
    {
        if (depth > DeepestAlias)
        {
            return null;
        }

        switch (Origin(expression))
        {
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } self:
                return LockIdentity.OfThis(self.Type);
            case ITypeOfOperation { TypeOperand: { TypeKind: not TypeKind.Error } type }:
                return LockIdentity.OfType(type);
            case IFieldReferenceOperation { Field: var field } reference:
                return field.IsStatic ? LockIdentity.OfStatic(field) : Member(reference.Instance, field, depth);
            case IPropertyReferenceOperation reference when LockFields.Behind(reference.Property) is { } field:
                return field.IsStatic ? LockIdentity.OfStatic(field) : Member(reference.Instance, field, depth);
            case IParameterReferenceOperation { Parameter: var parameter }:
                return Parameter(parameter);
            case ILocalReferenceOperation { Local: var local }:
                return Local(local, depth);
            case IAwaitOperation awaited:
                return Identify(awaited.Operation, depth + 1);
            case IInvocationOperation when ScopeOf(expression) is { } made:
                return Identify(made, depth + 1); // the scope stands for its lock
            default:
                return null;
        }
    }

    private LockIdentity? Identify(LockOperation operation, int depth) =>
        operation.Target is { } target ? Identify(target, depth + 1) : LockIdentity.OfThis(null).Member(operation.Call.TargetMethod.OriginalDefinition);

    private LockIdentity? Member(IOperation? receiver, IFieldSymbol field, int depth) =>
        Identify(receiver, depth + 1) is { } owner && (owner.Path.IsEmpty || LockFields.IsFixed(owner.Path.Last()))
            ? owner.Member(field)
            : null;

    private LockIdentity? Parameter(IParameterSymbol parameter)
    {
        if (LockFields.IsCapturedByType(parameter))
        {
            return LockIdentity.OfThis(null).Member(parameter);
        }

        return VariableFacts.Of(graph).IsReassigned(parameter) ? null : LockIdentity.OfVariable(parameter);
    }

    private LockIdentity? Local(ILocalSymbol local, int depth)
    {
        var facts = VariableFacts.Of(graph);
        if (facts.OnlyValue(local) is not { } value)
        {
            return null;
        }

        // A local that holds a fresh object is a lock for others only when nested functions share it.
        return Identify(value, depth + 1) ?? (facts.IsShared(local) ? LockIdentity.OfVariable(local) : LockIdentity.OfLocal(local));
    }

    private IOperation? Captured(CaptureId id)
    {
        _captures ??= CollectCaptures();
        return _captures.TryGetValue(id, out var value) ? value : null;
    }

    private Dictionary<CaptureId, IOperation?> CollectCaptures()
    {
        var captures = new Dictionary<CaptureId, IOperation?>();
        foreach (var block in graph.Blocks)
        {
            foreach (var operation in block.Operations)
            {
                if (operation is IFlowCaptureOperation capture)
                {
                    // Captured on two paths (`a ?? b`): which of the values it is cannot be said.
                    captures[capture.Id] = captures.ContainsKey(capture.Id) ? null : capture.Value;
                }
            }
        }

        return captures;
    }
}
