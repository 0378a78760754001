using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Rules.SharedState;

/// <summary>What a factory lambda does besides making its value, as far as it is certain.</summary>
internal static class FactoryEffects
{
    /// <summary>The effect in words that follow "it"; null when none is seen.</summary>
    public static string? Of(IAnonymousFunctionOperation factory)
    {
        foreach (var operation in factory.Body.Descendants())
        {
            if (EffectOf(operation, factory) is { } effect && !IsDeferred(operation, factory))
            {
                return effect;
            }
        }

        return null;
    }

    private static string? EffectOf(IOperation operation, IAnonymousFunctionOperation factory) => operation switch
    {
        ILocalReferenceOperation { Local: var local } reference when IsOutside(local, factory) && Accesses.Writes(reference) => $"changes '{local.Name}'",
        IParameterReferenceOperation { Parameter: var parameter } reference when IsOutside(parameter, factory) && Accesses.Writes(reference) => $"changes '{parameter.Name}'",
        IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } reference when Accesses.Writes(reference) && IsOfOthers(reference, factory) => $"changes '{reference.Member.Name}'",
        IInvocationOperation { Instance: { } receiver } call when IsOfOthers(receiver, factory) && Changes(call.TargetMethod) => $"calls '{call.TargetMethod.Name}' on '{receiver.Syntax}'",
        _ => null,
    };

    // What an object is given to run, a Lazy or a Timer, does not run in the factory.
    private static bool IsDeferred(IOperation operation, IAnonymousFunctionOperation factory)
    {
        for (var around = operation; around is not null && around != factory; around = around.Parent)
        {
            if (around is IArgumentOperation { Parent: IObjectCreationOperation, Value: IDelegateCreationOperation })
            {
                return true;
            }
        }

        return false;
    }

    private static bool Changes(IMethodSymbol method) =>
        CollectionMethods.IsAddition(method) || CollectionMethods.IsRemoval(method);

    // The factory's own new objects, and the initialisers of those, are nobody else's.
    private static bool IsOfOthers(IOperation operation, IAnonymousFunctionOperation factory) => operation switch
    {
        ILocalReferenceOperation { Local: var local } => IsOutside(local, factory),
        IParameterReferenceOperation { Parameter: var parameter } => IsOutside(parameter, factory),
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } => true,
        IMemberReferenceOperation { Instance: { } owner } => IsOfOthers(owner, factory),
        IMemberReferenceOperation { Member.IsStatic: true } => true,
        _ => false,
    };

    private static bool IsOutside(ISymbol variable, IAnonymousFunctionOperation factory)
    {
        foreach (var declaration in variable.DeclaringSyntaxReferences)
        {
            return !factory.Syntax.Span.Contains(declaration.Span);
        }

        return false;
    }
}
