using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Unravel.Analyzers.Extensions;

/// <summary>Reads operations through what does not change their value.</summary>
internal static class OperationExtensions
{
    /// <summary>The operation under conversions that no user code takes part in, and under parentheses.</summary>
    public static IOperation Unwrapped(this IOperation operation) => operation switch
    {
        IConversionOperation { OperatorMethod: null } conversion => conversion.Operand.Unwrapped(),
        IParenthesizedOperation parenthesized => parenthesized.Operand.Unwrapped(),
        _ => operation,
    };

    /// <summary>The receiver of an instance call, or the first argument of an extension method.</summary>
    public static IOperation? Receiver(this IInvocationOperation call) =>
        call.Instance ?? (call.TargetMethod.IsExtensionMethod && call.Arguments.Length > 0 ? call.Arguments[0].Value : null);

    /// <summary>
    /// The elements that an array creation or a collection expression lists; empty when it is neither. A collection
    /// expression has no type of its own in the oldest Roslyn we run on, so it is known by its children.
    /// </summary>
    public static ImmutableArray<IOperation> ListedElements(this IOperation operation)
    {
        switch (operation.Unwrapped())
        {
            case IArrayCreationOperation { Initializer: { } initializer }:
                return initializer.ElementValues;
            case IObjectCreationOperation { Initializer: { } initializer }:
                return initializer.Initializers.OfType<IInvocationOperation>()
                    .Where(add => add.Arguments.Length == 1).Select(add => add.Arguments[0].Value).ToImmutableArray();
            case { Syntax.RawKind: (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.CollectionExpression } expression:
                return expression.ChildOperations.ToImmutableArray();
            default:
                return ImmutableArray<IOperation>.Empty;
        }
    }

    /// <summary>The values that reach a <c>params</c> parameter one by one; empty when the call passes a collection.</summary>
    public static ImmutableArray<IOperation> SpreadElements(this IArgumentOperation argument) =>
        argument.ArgumentKind switch
        {
            ArgumentKind.Explicit or ArgumentKind.DefaultValue => argument.Value.ListedElements(),
            ArgumentKind.ParamArray => argument.Value.ListedElements(),
            _ => argument.Value.Unwrapped().ChildOperations.ToImmutableArray(), // a params span: newer than our Roslyn
        };
}
