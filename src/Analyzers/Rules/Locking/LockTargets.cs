using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Scopes;

namespace Unravel.Analyzers.Rules.Locking;

/// <summary>What is wrong with the object that is locked. One place decides, so that a lock gets one message.</summary>
internal enum LockTargetFault
{
    None,
    SharedByNobody,
    SharedByStrangers,
    Primitive,
    Replaceable,
    Reachable,
}

/// <summary>Finds the objects whose monitor is taken, by statement or by call, and says what is wrong with each.</summary>
internal sealed class LockTargets(ConcurrencyKnowledge knowledge)
{
    private readonly LockingCalls _calls = knowledge.LockingCalls;

    /// <summary>Calls back for each object whose monitor is taken, with its fault and, where it needs words, the reason.</summary>
    public void Register(CompilationSubscriptions context, Action<SeenOperation, IOperation, LockTargetFault, string> visit)
    {
        context.RegisterOperationAction(
            operation =>
            {
                if (TargetOf(operation.Operation) is { } target)
                {
                    visit(operation, target, FaultOf(target, out var why), why);
                }
            },
            ["Enter", "TryEnter"],
            OperationKind.Lock,
            OperationKind.Invocation);
    }

    /// <summary>The object whose monitor the operation takes; null when it takes none.</summary>
    public IOperation? TargetOf(IOperation operation) => operation switch
    {
        // A lock statement on a System.Threading.Lock takes that lock and no monitor.
        ILockOperation { LockedValue: var value } => value,
        IInvocationOperation call when _calls.IsMonitor(call.TargetMethod.ContainingType)
            && call.TargetMethod.Name is "Enter" or "TryEnter" => LockingCalls.FirstArgument(call),
        _ => null,
    };

    public LockTargetFault FaultOf(IOperation target, out string why)
    {
        why = "";
        var value = target.Unwrapped();
        if (value.Type is null or { TypeKind: TypeKind.Error })
        {
            return LockTargetFault.None;
        }

        if (value.Type.IsValueType)
        {
            why = "a value that each call boxes anew";
            return target.Parent is IArgumentOperation ? LockTargetFault.SharedByNobody : LockTargetFault.None; // CS0185 else
        }

        if (LocalUses.IsCreation(value))
        {
            why = "a new object each time";
            return LockTargetFault.SharedByNobody;
        }

        if (value is ILocalReferenceOperation local)
        {
            var uses = LocalUses.Of(local);
            if (uses.IsAlwaysFresh && !uses.IsCaptured && uses.References.All(IsKept))
            {
                why = "a new object in each call that never leaves it";
                return LockTargetFault.SharedByNobody;
            }

            value = uses.OnlyValue ?? value;
        }

        if (_calls.IsLock(value.Type) || value.Type is null)
        {
            return LockTargetFault.None;
        }

        if ((knowledge.SharedObjects.WhyShared(value.Type) ?? WhySharedByInitializer(value)) is { } shared)
        {
            why = shared;
            return LockTargetFault.SharedByStrangers;
        }

        if (_calls.IsPrimitive(value.Type))
        {
            return LockTargetFault.Primitive;
        }

        return value == target.Unwrapped() && ReplaceableField(value) is not null ? LockTargetFault.Replaceable
            : IsReachable(value) ? LockTargetFault.Reachable
            : LockTargetFault.None;
    }

    /// <summary>The field, or auto-property with a setter, that can get another object; null for all else.</summary>
    public static ISymbol? ReplaceableField(IOperation value) => value switch
    {
        IFieldReferenceOperation { Field: { IsReadOnly: false, IsConst: false, IsImplicitlyDeclared: false, DeclaringSyntaxReferences.IsEmpty: false } field } => field,
        IPropertyReferenceOperation { Property: { IsIndexer: false, SetMethod.IsInitOnly: false, DeclaringSyntaxReferences.IsEmpty: false } property }
            when IsAutomatic(property) => property,
        _ => null,
    };

    private static bool IsAutomatic(IPropertySymbol property)
    {
        foreach (var member in property.ContainingType.GetMembers())
        {
            if (member is IFieldSymbol { AssociatedSymbol: { } owner } && SymbolEqualityComparer.Default.Equals(owner, property))
            {
                return true;
            }
        }

        return false;
    }

    // The object cannot get out of the function by these uses.
    private bool IsKept(ILocalReferenceOperation reference)
    {
        IOperation use = reference;
        while (use.Parent is IConversionOperation conversion)
        {
            use = conversion;
        }

        return use.Parent switch
        {
            ILockOperation => true,
            ISimpleAssignmentOperation assignment => assignment.Target == use,
            IArgumentOperation { Parent: IInvocationOperation call } => _calls.IsMonitor(call.TargetMethod.ContainingType),
            IInvocationOperation call => call.Instance == use && IsPlainContainer(reference.Type),
            IPropertyReferenceOperation property => property.Instance == use && IsPlainContainer(reference.Type),
            _ => false,
        };
    }

    // Of these no method hands the object itself to others.
    private static bool IsPlainContainer(ITypeSymbol? type) =>
        type?.SpecialType == SpecialType.System_Object
        || type?.ContainingNamespace?.ToDisplayString() is "System.Collections.Generic" or "System.Text";

    // object _gate = "name"; the type says nothing, the initialiser does.
    private static string? WhySharedByInitializer(IOperation value) =>
        value is IFieldReferenceOperation { Field: { Type.SpecialType: SpecialType.System_Object, DeclaringSyntaxReferences: { IsEmpty: false } declarations } }
        && declarations[0].GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } initializer }
            ? initializer.Kind() switch
            {
                SyntaxKind.StringLiteralExpression => "a string literal, which is one object in the whole process",
                SyntaxKind.TypeOfExpression => "a Type, which is one object for everybody who asks for it",
                _ => null,
            }
            : null;

    private static bool IsReachable(IOperation value) => value switch
    {
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance, Type: { } type } => Visibility.IsOutsideAssembly(type),
        IFieldReferenceOperation { Field: var field } => IsReachableMember(field),
        IPropertyReferenceOperation { Property: var property } => IsReachableMember(property),
        _ => false,
    };

    // SyncRoot is there for others to lock, and what another assembly shows is its own affair.
    private static bool IsReachableMember(ISymbol member) =>
        !member.DeclaringSyntaxReferences.IsEmpty && !member.Name.EndsWith("SyncRoot", StringComparison.Ordinal) && Visibility.IsOutsideAssembly(member);
}
