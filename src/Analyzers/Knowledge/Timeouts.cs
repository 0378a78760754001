using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;

namespace Unravel.Analyzers.Knowledge;

/// <summary>The timeouts of waiting calls.</summary>
internal static class Timeouts
{
    /// <summary>A zero timeout asks whether the wait is over and never waits.</summary>
    public static bool IsPoll(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (IsTimeout(argument.Parameter) && IsZero(argument.Value.Unwrapped()))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the call has a timeout, of whatever length.</summary>
    public static bool IsLimited(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (IsTimeout(argument.Parameter))
            {
                return true;
            }
        }

        return false;
    }

    public static bool IsZero(IOperation value) => value switch
    {
        { ConstantValue: { HasValue: true, Value: 0 } } => true,
        IFieldReferenceOperation { Field: { Name: "Zero", ContainingType.Name: "TimeSpan" } } => true,
        IDefaultValueOperation => true,
        _ => false,
    };

    private static bool IsTimeout(IParameterSymbol? parameter) => parameter?.Name is "millisecondsTimeout" or "timeout";
}
