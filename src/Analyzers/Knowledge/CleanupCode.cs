using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Unravel.Analyzers.Knowledge;

/// <summary>Code that must run even though, or just because, the operation was canceled.</summary>
internal static class CleanupCode
{
    private static readonly string[] s_names = ["Dispose", "Close", "Rollback", "RollBack", "Cleanup", "CleanUp", "Stop", "Abort", "Shutdown", "ShutDown", "Release", "Unlock", "Compensate"];

    /// <summary>In a finally or catch block, or in a member that ends something.</summary>
    public static bool Contains(IOperation operation, ISymbol member) => IsName(member.Name) || IsInFinallyOrCatch(operation, null);

    public static bool IsName(string name) => s_names.Any(known => name.StartsWith(known, StringComparison.Ordinal));

    /// <summary>In a finally block, or in a catch block for <paramref name="exception"/> or a type derived from it; null takes every catch.</summary>
    public static bool IsInFinallyOrCatch(IOperation operation, INamedTypeSymbol? exception)
    {
        var inner = operation;
        for (var current = operation.Parent; current is not null; (inner, current) = (current, current.Parent))
        {
            if ((current is ITryOperation attempt && attempt.Finally == inner)
                || (current is ICatchClauseOperation handler && (exception is null || DerivesFrom(handler.ExceptionType, exception))))
            {
                return true;
            }
        }

        return false;
    }

    private static bool DerivesFrom(ITypeSymbol? type, INamedTypeSymbol ancestor)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, ancestor))
            {
                return true;
            }
        }

        return false;
    }
}
