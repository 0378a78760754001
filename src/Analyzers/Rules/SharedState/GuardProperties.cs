using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Rules.SharedState;

/// <summary>What a report tells its fix: the lock as the source names it, and the field.</summary>
internal static class GuardProperties
{
    /// <summary>The lock as an expression; missing where a lock statement cannot take it.</summary>
    public const string Lock = nameof(Lock);

    /// <summary>The name of the field or auto-property.</summary>
    public const string Field = nameof(Field);

    public static ImmutableDictionary<string, string?> Of(Hold hold, ISymbol? field)
    {
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (hold.Kind is LockKind.Monitor or LockKind.Lock && hold.Lock.Root is LockRoot.This or LockRoot.Static or LockRoot.Type)
        {
            properties = properties.Add(Lock, hold.Lock.Name);
        }

        return field is null ? properties : properties.Add(Field, (field as IFieldSymbol)?.AssociatedSymbol?.Name ?? field.Name);
    }
}
