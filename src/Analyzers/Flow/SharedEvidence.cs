using Microsoft.CodeAnalysis;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>Why several threads come to a field at once.</summary>
internal static class SharedEvidence
{
    /// <summary>The reason, as it stands in a message after "because"; null when nothing says so.</summary>
    public static string? For(TypeSummary type, FunctionSummary function, IFieldSymbol field)
    {
        if (type.Concurrency.Of(function) is { } started && (field.IsStatic || type.Concurrency.IsParallelWithItself(function)))
        {
            return started.Reason;
        }

        if (field.IsStatic && SharedTypes.IsMadePerRequest(type.Type))
        {
            return $"'{type.Type.Name}' serves several requests at once";
        }

        return type.Concurrency.OfType?.Reason;
    }
}
