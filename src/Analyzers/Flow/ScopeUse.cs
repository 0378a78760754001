using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// Whether a call works with a resource after it has returned: it is called on the resource, gets it, or gets a
/// lambda that uses it. A value that was read from the resource is no use of it.
/// </summary>
internal static class ScopeUse
{
    public static string? OfResource(IUsingOperation scope, IInvocationOperation call)
    {
        var resources = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        if (scope.Resources is IVariableDeclarationGroupOperation group)
        {
            Add(group, resources);
        }
        else if (SymbolOf(scope.Resources.Unwrapped()) is { } symbol)
        {
            resources.Add(symbol);
        }

        return Used(resources, scope.Body is IBlockOperation block ? block : null, call);
    }

    public static string? OfDeclarations(IBlockOperation block, IOperation last, IInvocationOperation call)
    {
        HashSet<ISymbol>? resources = null;
        foreach (var statement in block.Operations)
        {
            if (statement == last)
            {
                break;
            }

            if (statement is IUsingDeclarationOperation declaration)
            {
                Add(declaration.DeclarationGroup, resources ??= new(SymbolEqualityComparer.Default));
            }
        }

        return resources is null ? null : Used(resources, block, call);
    }

    /// <summary>The object that is locked: who returns a call on it gives the lock back while the call still works with it.</summary>
    public static string? OfLock(ILockOperation scope, IInvocationOperation call) =>
        SymbolOf(scope.LockedValue.Unwrapped()) is { } symbol && call.Receiver() is { } receiver
        && SymbolEqualityComparer.Default.Equals(SymbolOf(receiver.Unwrapped()), symbol)
            ? symbol.Name
            : null;

    private static void Add(IVariableDeclarationGroupOperation group, HashSet<ISymbol> resources)
    {
        foreach (var declaration in group.Declarations)
        {
            foreach (var declarator in declaration.Declarators)
            {
                resources.Add(declarator.Symbol);
            }
        }
    }

    private static string? Used(HashSet<ISymbol> resources, IBlockOperation? block, IInvocationOperation call)
    {
        var first = resources.FirstOrDefault();
        if (first is null)
        {
            return null;
        }

        // new StreamReader(stream): what wraps the resource works with it.
        foreach (var statement in Statements(block))
        {
            if (statement is IVariableDeclarationGroupOperation group)
            {
                foreach (var declarator in group.Declarations.SelectMany(declaration => declaration.Declarators))
                {
                    if (declarator.GetVariableInitializer()?.Value.Unwrapped() is IObjectCreationOperation creation && Reaches(creation, resources))
                    {
                        resources.Add(declarator.Symbol);
                    }
                }
            }
        }

        return WorksWith(call, resources) ? first.Name : null;
    }

    private static ImmutableArray<IOperation> Statements(IBlockOperation? block) => block?.Operations ?? ImmutableArray<IOperation>.Empty;

    private static bool WorksWith(IInvocationOperation call, HashSet<ISymbol> resources) =>
        (call.Instance is { } instance && Reaches(instance.Unwrapped(), resources))
        || call.Arguments.Any(argument => Reaches(argument.Value.Unwrapped(), resources));

    private static bool Reaches(IOperation value, HashSet<ISymbol> resources) => value switch
    {
        ILocalReferenceOperation local => resources.Contains(local.Local),
        IParameterReferenceOperation parameter => resources.Contains(parameter.Parameter),
        IFieldReferenceOperation { Field: var field } => resources.Contains(field),
        IPropertyReferenceOperation { Instance: { } instance } property => !IsPlain(property.Type) && Reaches(instance.Unwrapped(), resources),
        IObjectCreationOperation creation => creation.Arguments.Any(argument => Reaches(argument.Value.Unwrapped(), resources)),
        IInvocationOperation { TargetMethod.Name: "GetService" or "GetRequiredService" } service => service.Receiver() is { } from && Reaches(from.Unwrapped(), resources),
        IInvocationOperation call when call.Type?.Name is "Task" or "ValueTask" => WorksWith(call, resources),
        IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } => lambda.Descendants().Any(inner =>
            inner is ILocalReferenceOperation local && resources.Contains(local.Local)),
        IDelegateCreationOperation { Target: IMethodReferenceOperation { Instance: { } target } } => Reaches(target.Unwrapped(), resources),
        _ => false,
    };

    // A number or a text is a copy.
    private static bool IsPlain(ITypeSymbol? type) =>
        type is null or { SpecialType: not SpecialType.None } or { TypeKind: TypeKind.Enum };

    private static ISymbol? SymbolOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IFieldReferenceOperation field => field.Field,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };
}
