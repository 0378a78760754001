using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;

namespace Unravel.Analyzers.Knowledge;

/// <summary>The time limits of calls that wait for a lock.</summary>
internal static class LockLimits
{
    /// <summary>The argument that says how long the call waits at most; null when it has none.</summary>
    public static IOperation? Of(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Type is { SpecialType: SpecialType.System_Int32 } or { Name: "TimeSpan", ContainingNamespace.Name: "System" })
            {
                return argument.Value;
            }
        }

        return null;
    }

    /// <summary><c>-1</c>, <c>Timeout.Infinite</c> or <c>Timeout.InfiniteTimeSpan</c>: no limit at all.</summary>
    public static bool IsInfinite(IOperation limit) =>
        limit.ConstantValue is { HasValue: true, Value: -1 }
        || limit.Unwrapped() is IFieldReferenceOperation { Field: { Name: "InfiniteTimeSpan", ContainingType.Name: "Timeout" } };
}
