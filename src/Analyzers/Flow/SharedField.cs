using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>One use of a field that other threads can meet, and what is held there.</summary>
internal sealed record SharedUse(FieldAccess Access, UseKind Kind, HoldSet Held)
{
    public bool Changes => Kind is UseKind.Write or UseKind.ContentWrite;

    public SyntaxNode At => Access.Operation.Syntax;
}

/// <summary>
/// A field with all of its uses while others can see it: not while its object is made or given up, not before the threads
/// of the function are started or after they were joined, and not in code of which nobody knows when it runs.
/// </summary>
internal sealed class SharedField
{
    // All rules share what was found of a type.
    private static readonly ConditionalWeakTable<TypeSummary, IReadOnlyList<SharedField>> s_byType = new();

    private SharedField(IFieldSymbol field, bool isCollection, IReadOnlyList<SharedUse> uses, TypeSummary type)
    {
        (Field, IsCollection, Uses) = (field, isCollection, uses);
        UsualGuard = new(() => Flow.UsualGuard.Find(this, type));
    }

    public IFieldSymbol Field { get; }

    /// <summary>Whether the contents of what it refers to are shared too, and change.</summary>
    public bool IsCollection { get; }

    /// <summary>In source order, each place once.</summary>
    public IReadOnlyList<SharedUse> Uses { get; }

    /// <summary>See <see cref="Flow.UsualGuard.Of"/>.</summary>
    public Lazy<UsualGuard?> UsualGuard { get; }

    /// <summary>The name as it stands in the source.</summary>
    public string Name => Field.AssociatedSymbol?.Name ?? Field.Name;

    /// <summary>The fields of a type that are written while they are shared, and leave the protection of that to locks.</summary>
    public static IReadOnlyList<SharedField> Of(TypeSummary type) =>
        s_byType.GetValue(type, static one => Find(one).ToList());

    private static IEnumerable<SharedField> Find(TypeSummary type)
    {
        foreach (var accesses in type.Accesses.GroupBy(static access => access.Field, SymbolEqualityComparer.Default))
        {
            var field = (IFieldSymbol)accesses.Key!;
            if (field.IsVolatile || field.IsConst || accesses.Any(static access => access.IsSynchronised) || IsExempt(field))
            {
                continue;
            }

            var isCollection = MutableCollections.IsOne(field.Type)
                || (MutableCollections.IsInterface(field.Type) && IsMadeAsMutable(field, type));
            if (field.IsReadOnly && !isCollection)
            {
                continue;
            }

            var uses = Collect(accesses, isCollection, type);
            if (isCollection && !uses.Exists(static use => use.Kind == UseKind.ContentWrite))
            {
                // Copied and replaced, never changed: who has read the reference has a snapshot.
                isCollection = false;
                uses = Collect(accesses, isCollection, type);
            }

            if (uses.Exists(static use => use.Changes))
            {
                yield return new(field, isCollection, uses, type);
            }
        }
    }

    /// <summary>Whether nobody else can be at the field when the access runs, or nobody can say when it runs.</summary>
    /// <param name="startsItself">The access is part of what starts the thread: to come before the start says nothing then.</param>
    public static bool IsUnshared(FieldAccess access, TypeSummary type, bool startsItself = false) =>
        access.Receiver is not (AccessReceiver.This or AccessReceiver.Static)
        || IsConstruction(access, type)
        || RunsAtUnknownTime(access.Function)
        || (!startsItself && ThreadPhases.IsAlone(access))
        || access.Function.Function is IMethodSymbol method
            && (access.Function.SaysCallerHolds || LockedNames.IsForDebugging(method)
                || (method.MethodImplementationFlags & System.Reflection.MethodImplAttributes.Synchronized) != 0);

    private static List<SharedUse> Collect(IEnumerable<FieldAccess> accesses, bool isCollection, TypeSummary type)
    {
        var uses = new List<SharedUse>();
        var seen = new HashSet<SyntaxNode>();
        foreach (var access in accesses)
        {
            if (seen.Add(access.Operation.Syntax) && !IsUnshared(access, type)
                && FieldUse.Of(access, isCollection) is var kind && kind != UseKind.Neutral && !(isCollection && kind == UseKind.Read))
            {
                uses.Add(new(access, kind, type.HeldAt(access)));
            }
        }

        return uses;
    }

    private static bool IsConstruction(FieldAccess access, TypeSummary type)
    {
        for (var function = access.Function; function is not null; function = function.Enclosing)
        {
            switch (type.ConstructionOf(function))
            {
                case Construction.Instance when !access.Field.IsStatic:
                case Construction.Static when access.Field.IsStatic:
                case Construction.Teardown:
                    return function == access.Function || access.Function.Use?.Kind != DelegateUseKind.Concurrent;
            }
        }

        return false;
    }

    private static bool RunsAtUnknownTime(FunctionSummary function)
    {
        for (var current = function; current is not null; current = current.Enclosing)
        {
            if (current.Use?.Kind is DelegateUseKind.Unknown or DelegateUseKind.Deferred)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the field says itself that it is another matter: confined, one for each thread, or with a declared guard.</summary>
    public static bool IsExempt(IFieldSymbol field) =>
        IsConfined(field) || (field.AssociatedSymbol is { } property && IsConfined(property)) || IsConfined(field.ContainingType)
        || field.GetAttributes().Any(static data => data.AttributeClass?.Name is "ThreadStaticAttribute");

    private static bool IsConfined(ISymbol symbol) =>
        GuardAttributes.Has(symbol, "ThreadConfinedAttribute") || GuardAttributes.Has(symbol, DeclaredGuards.GuardedBy);

    private static bool IsMadeAsMutable(IFieldSymbol field, TypeSummary type)
    {
        var made = type.Functions.SelectMany(static function => function.Creations).Where(creation => SymbolEqualityComparer.Default.Equals(creation.Field, field)).ToList();
        return made.Count > 0 && made.TrueForAll(static creation => creation.Creation.Type is { } created && MutableCollections.IsOne(created));
    }
}
