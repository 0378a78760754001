using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// The place of a collection of tasks. Tasks that are a member of the elements, as in <c>jobs.Select(j => j.Work)</c>
/// and <c>dictionary.Values</c>, are the place of the collection with that member.
/// </summary>
internal static class CollectionPlaces
{
    public static Place? Of(IOperation collection)
    {
        var source = WithoutCopies(collection);
        var (owner, member) = source switch
        {
            IPropertyReferenceOperation { Property.Name: "Values", Instance: { } dictionary } => (dictionary, ValueOfPair(dictionary.Type)),
            IInvocationOperation { TargetMethod.Name: "Select" } call when CollectionMethods.IsLibrary(call.TargetMethod)
                => (call.Receiver(), ProjectedMember(call)),
            _ => (null, null),
        };
        return owner is not null && member is not null ? Place.Of(WithoutCopies(owner))?.Member(member) : Place.Of(source);
    }

    /// <summary>A dictionary whose values are meant when it is indexed.</summary>
    public static Place? OfValues(IOperation dictionary) =>
        ValueOfPair(dictionary.Type) is { } value ? Place.Of(dictionary)?.Member(value) : null;

    private static IOperation WithoutCopies(IOperation collection)
    {
        var source = collection.Unwrapped();
        while (source is IInvocationOperation call && CollectionMethods.IsCopy(call.TargetMethod) && call.Receiver() is { } receiver)
        {
            source = receiver.Unwrapped();
        }

        return source;
    }

    private static ISymbol? ValueOfPair(ITypeSymbol? dictionary) =>
        dictionary?.AllInterfaces
            .Where(type => type.Name == "IEnumerable" && type.TypeArguments.Length == 1 && type.TypeArguments[0].Name == "KeyValuePair")
            .Select(type => type.TypeArguments[0].GetMembers("Value").FirstOrDefault())
            .FirstOrDefault();

    // The graph has no body for the lambda here, so the shape x => x.Member is read from the syntax.
    private static ISymbol? ProjectedMember(IInvocationOperation select)
    {
        var argument = select.Arguments.LastOrDefault()?.Value;
        var lambda = (argument is IDelegateCreationOperation creation ? creation.Target : argument?.Unwrapped()) as IFlowAnonymousFunctionOperation;
        return lambda is { Syntax: SimpleLambdaExpressionSyntax { Body: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax receiver } body } syntax }
            && receiver.Identifier.ValueText == syntax.Parameter.Identifier.ValueText
            && lambda.Symbol.Parameters.Length == 1
                ? lambda.Symbol.Parameters[0].Type.GetMembers(body.Name.Identifier.ValueText).FirstOrDefault(member => member is IPropertySymbol or IFieldSymbol)
                : null;
    }
}
