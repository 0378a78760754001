using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;

namespace Unravel.Analyzers.Flow;

/// <summary>Says whose code a foreign call runs, where the source shows that it is somebody else's.</summary>
internal static class ForeignTargets
{
    // TaskCreationOptions.RunContinuationsAsynchronously
    private const int RunsContinuationsLater = 64;

    /// <summary>The name and the kind of what runs, as they stand in a message; null when it may be the type's own code.</summary>
    public static (string Name, string Runs)? Of(ForeignCall call, FunctionSummary function, TypeSummary type)
    {
        if (call.Operation is not IInvocationOperation { Instance: { } instance } invocation)
        {
            return null;
        }

        var origin = Origin(instance, function);
        switch (ForeignCode.CompletionOf(invocation.TargetMethod))
        {
            case CompletionKind.Cancels when !IsFresh(origin):
                return (Name(origin, invocation), "what is registered with its token");
            case CompletionKind.Completes when CompletesInline(origin, type):
                return (Name(origin, invocation), "the continuations of its task");
            case not CompletionKind.None:
                return null;
        }

        return invocation.TargetMethod.MethodKind != MethodKind.DelegateInvoke ? null : origin switch
        {
            IEventReferenceOperation { Event: var raised } => (raised.Name, "the handlers of an event"),
            IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } reference when IsIndexed(reference) => (Name(reference), "a delegate of a collection"),
            IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } reference when IsOfOthers(reference, type) => (reference.Member.Name, "a delegate from outside"),
            IArrayElementReferenceOperation => ("the element", "a delegate of a collection"),
            ILocalReferenceOperation { Local: var local } when IsElement(local) => (local.Name, "a delegate of a collection"),
            _ => null,
        };
    }

    private static string Name(IMemberReferenceOperation reference) =>
        reference is IPropertyReferenceOperation { Property.IsIndexer: true } ? "the element" : reference.Member.Name;

    private static string Name(IOperation? origin, IInvocationOperation call) =>
        (origin switch
        {
            IMemberReferenceOperation member => member.Member.Name + ".",
            ILocalReferenceOperation local => local.Local.Name + ".",
            IParameterReferenceOperation parameter => parameter.Parameter.Name + ".",
            _ => "",
        }) + call.TargetMethod.Name + "()";

    private static bool IsIndexed(IMemberReferenceOperation reference) => reference is IPropertyReferenceOperation { Property.IsIndexer: true };

    // What a function returns is asked of it: a factory under a lock is as often meant so. What returns nothing is told.
    private static bool IsOfOthers(IMemberReferenceOperation reference, TypeSummary type)
    {
        if (reference.Type is not INamedTypeSymbol { DelegateInvokeMethod.ReturnsVoid: true } || FieldAccesses.FieldOf(reference) is not { } field)
        {
            return false;
        }

        var isOurs = field.DeclaredAccessibility == Accessibility.Private && field.AssociatedSymbol is null;
        foreach (var access in type.Accesses)
        {
            if (access.MayWrite && SymbolEqualityComparer.Default.Equals(access.Field, field) && !IsOwnCode(access.Operation))
            {
                return true;
            }
        }

        return !isOurs;
    }

    private static bool IsOwnCode(IOperation reference)
    {
        var target = reference;
        while (target.Parent is IConversionOperation or IParenthesizedOperation)
        {
            target = target.Parent;
        }

        return target.Parent is ISimpleAssignmentOperation assignment
            && assignment.Value.Unwrapped() is IDelegateCreationOperation or { ConstantValue: { HasValue: true, Value: null } };
    }

    // foreach (var observer in _observers), and _handlers.TryGetValue(key, out var handler)
    private static bool IsElement(ILocalSymbol local)
    {
        foreach (var declaration in local.DeclaringSyntaxReferences)
        {
            if (declaration.GetSyntax() is ForEachStatementSyntax or SingleVariableDesignationSyntax { Parent: DeclarationExpressionSyntax { Parent: ArgumentSyntax } })
            {
                return true;
            }
        }

        return false;
    }

    private static IOperation? Origin(IOperation instance, FunctionSummary function)
    {
        if (function.Holds is { } holds)
        {
            return holds.Locks.ValueOf(instance);
        }

        var value = instance.Unwrapped();
        if (value is IConditionalAccessInstanceOperation)
        {
            for (var current = value.Parent; current is not null; current = current.Parent)
            {
                if (current is IConditionalAccessOperation access && access.Operation.Syntax == value.Syntax)
                {
                    return access.Operation.Unwrapped();
                }
            }
        }

        return value is ILocalReferenceOperation { Local: var local } ? VariableFacts.Around(value).OnlyValue(local)?.Unwrapped() ?? value : value;
    }

    private static bool IsFresh(IOperation? origin) => origin is IObjectCreationOperation;

    // Only where the source shows how it was made, and without the flag.
    private static bool CompletesInline(IOperation? origin, TypeSummary type)
    {
        if (origin is null || FieldAccesses.FieldOf(origin) is not { } field)
        {
            return false; // a local that nobody else has seen, or one from a queue
        }

        var isMade = false;
        foreach (var function in type.Functions)
        {
            foreach (var (made, creation) in function.Creations)
            {
                if (SymbolEqualityComparer.Default.Equals(made, field))
                {
                    isMade = true;
                    if (!LacksFlag(creation))
                    {
                        return false;
                    }
                }
            }
        }

        return isMade;
    }

    private static bool LacksFlag(IObjectCreationOperation creation)
    {
        foreach (var argument in creation.Arguments)
        {
            if (argument.Parameter?.Type.Name == "TaskCreationOptions"
                && !(argument.Value.ConstantValue is { HasValue: true, Value: int options } && (options & RunsContinuationsLater) == 0))
            {
                return false;
            }
        }

        return true;
    }
}
