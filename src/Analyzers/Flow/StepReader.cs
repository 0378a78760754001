using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>Writes down what single operations do that other functions, or other threads, can notice.</summary>
internal sealed class StepReader(ConcurrencyKnowledge knowledge, INamedTypeSymbol outermost)
{
    /// <summary>A lambda: run at once it is like a call, run elsewhere it is a start.</summary>
    public static DelegateUse Lambda(FunctionSummary summary, IMethodSymbol lambda, DelegateUse use, HoldSet held, SyntaxNode at)
    {
        switch (use.Kind)
        {
            case DelegateUseKind.Immediate:
                summary.Calls.Add(new(lambda, Receiver.Same, held, at));
                break;
            case DelegateUseKind.Concurrent:
                summary.Starts.Add(new(lambda, use, held, at));
                break;
        }

        return use;
    }

    /// <param name="locks">Follows temporaries of a graph; null where there is no graph.</param>
    public void Read(FunctionSummary summary, IOperation operation, HoldSet held, LockResolver? locks)
    {
        // Most operations are of these kinds, and to test the types of one is dear.
        switch (operation.Kind)
        {
            case OperationKind.Literal or OperationKind.LocalReference or OperationKind.ParameterReference or OperationKind.InstanceReference
                or OperationKind.Block or OperationKind.ExpressionStatement or OperationKind.Argument or OperationKind.Return or OperationKind.Conditional
                or OperationKind.VariableDeclarationGroup or OperationKind.VariableDeclaration or OperationKind.VariableDeclarator
                or OperationKind.VariableInitializer or OperationKind.FlowCapture or OperationKind.FlowCaptureReference:
                return;
        }

        switch (operation)
        {
            case IMethodReferenceOperation reference:
                Reference(summary, reference, held);
                return;
            case IFieldReferenceOperation { Field: { IsConst: false } field } access when IsOurs(field.ContainingType):
                Access(summary, field, access, access.Instance, held, locks);
                break;
            case IPropertyReferenceOperation { Property: var property } access when IsOurs(property.ContainingType) && FieldAccesses.Storage(property) is { } field:
                Access(summary, field, access, access.Instance, held, locks);
                break;
            case ISimpleAssignmentOperation { Target: var target, Value: var value }
                when value.Unwrapped() is IObjectCreationOperation made && FieldAccesses.FieldOf(target) is { } field && IsOurs(field.ContainingType):
                summary.Creations.Add((field, made));
                break;
            case IFieldInitializerOperation initializer:
                Initializer(summary, initializer);
                break;
        }

        if (operation is IInvocationOperation call)
        {
            Call(summary, call.TargetMethod, call.Instance, call, held, locks);
        }
        else if (CallTargets.MayCall(operation))
        {
            Calls(summary, operation, held, locks);
        }

        if (ForeignCode.Target(operation) is { } foreign)
        {
            summary.Foreign.Add(new(foreign, held, operation));
        }
        else if (ForeignCode.Blocks(operation, knowledge))
        {
            summary.Blocking.Add(new(held, operation));
        }
    }

    private static void Initializer(FunctionSummary summary, IFieldInitializerOperation initializer)
    {
        if (initializer.Value.Unwrapped() is IObjectCreationOperation made)
        {
            foreach (var field in initializer.InitializedFields)
            {
                summary.Creations.Add((field, made));
            }
        }
    }

    private void Reference(FunctionSummary summary, IMethodReferenceOperation reference, HoldSet held)
    {
        var method = CallTargets.Normal(reference.Method);
        var use = DelegateUses.Of(reference);
        if (IsOurs(method.ContainingType) && use.Kind == DelegateUseKind.Immediate)
        {
            var same = reference.Instance?.Unwrapped() is null or IInstanceReferenceOperation;
            summary.Calls.Add(new(method, same ? Receiver.Same : Receiver.Other, held, reference.Syntax));
            return;
        }

        summary.Escaping.Add(method);
        if (IsOurs(method.ContainingType) && use.Kind == DelegateUseKind.Concurrent)
        {
            summary.Starts.Add(new(method, use, held, reference.Syntax));
        }
    }

    private static void Access(FunctionSummary summary, IFieldSymbol field, IOperation reference, IOperation? instance, HoldSet held, LockResolver? locks)
    {
        var receiver = field.IsStatic ? AccessReceiver.Static : FieldAccesses.ReceiverOf(instance, locks);
        summary.Accesses.Add(new(field, FieldAccesses.KindOf(reference), receiver, held, reference, summary));
    }

    private void Calls(FunctionSummary summary, IOperation operation, HoldSet held, LockResolver? locks) =>
        CallTargets.Of(operation, (method, instance) => Call(summary, method, instance, operation, held, locks));

    private void Call(FunctionSummary summary, IMethodSymbol method, IOperation? instance, IOperation operation, HoldSet held, LockResolver? locks)
    {
        if (!IsOurs(method.ContainingType))
        {
            OuterCall(summary, method, instance, operation, held, locks);
            return;
        }

        if (!CallTargets.IsCertain(method) || !SymbolEqualityComparer.Default.Equals(method.ContainingType, method.ContainingType.OriginalDefinition))
        {
            // An override may run instead, or static locks of another construction of the type: not followed,
            // and not counted among the known callers.
            summary.Escaping.Add(CallTargets.Normal(method));
            return;
        }

        var receiver = locks is null ? instance : locks.Origin(instance);
        var same = method.MethodKind == MethodKind.LocalFunction
            || receiver is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance };
        summary.Calls.Add(new(CallTargets.Normal(method), same ? Receiver.Same : Receiver.Other, held, operation.Syntax)
        {
            IsAwaited = knowledge.Blocking.WaitsFor(operation),
        });
    }

    // The locks of an object that was made here are waited for by nobody else yet.
    private void OuterCall(FunctionSummary summary, IMethodSymbol method, IOperation? instance, IOperation operation, HoldSet held, LockResolver? locks)
    {
        if (PlainCalls.IsFollowed(method, outermost.ContainingAssembly)
            && !FreshObjects.IsFresh(locks is null ? instance : locks.ValueOf(instance)))
        {
            summary.OuterCalls.Add(new(CallTargets.Normal(method), Receiver.Other, held, operation.Syntax) { IsAwaited = knowledge.Blocking.WaitsFor(operation) });
        }
    }

    private bool IsOurs(INamedTypeSymbol? type) =>
        SymbolEqualityComparer.Default.Equals(type is null ? null : OutermostType.Of(type).OriginalDefinition, outermost);
}
