using System.Collections.Immutable;

namespace Unravel.Diagnostics.Symbols.Holding;

/// <summary>What holds at one place of a method on every way that leads there.</summary>
internal sealed record FlowState
{
    public static FlowState Start { get; } = new();

    /// <summary>The evaluation stack, top last.</summary>
    public ImmutableList<SymbolicValue> Stack { get; init; } = [];

    public ImmutableDictionary<int, SymbolicValue> Locals { get; init; } = ImmutableDictionary<int, SymbolicValue>.Empty;

    /// <summary>Fields that were given a known value, by the way to them.</summary>
    public ImmutableDictionary<string, SymbolicValue> Fields { get; init; } = ImmutableDictionary<string, SymbolicValue>.Empty;

    /// <summary>The semaphores held, by the way to them, with the IL offset of the call that took each.</summary>
    public ImmutableDictionary<ObjectPath, int> Held { get; init; } = ImmutableDictionary<ObjectPath, int>.Empty;

    /// <summary>The semaphores held on some way that leads here, with the IL offset of a call that took each.</summary>
    public ImmutableDictionary<ObjectPath, int> MayBeHeld { get; init; } = ImmutableDictionary<ObjectPath, int>.Empty;

    public FlowState Push(SymbolicValue value) => this with { Stack = Stack.Add(value) };

    /// <summary>Takes values off the stack; the last one returned was on top. A stack that is too short gives unknown ones.</summary>
    public FlowState Pop(int count, out SymbolicValue[] values)
    {
        values = new SymbolicValue[count];
        var present = Math.Min(count, Stack.Count);
        for (var i = 0; i < count; i++)
        {
            var at = Stack.Count - count + i;
            values[i] = at < 0 ? SymbolicValue.Unknown : Stack[at];
        }

        return this with { Stack = Stack.RemoveRange(Stack.Count - present, present) };
    }

    public FlowState Hold(ObjectPath path, int taken) => this with { Held = Held.SetItem(path, taken), MayBeHeld = MayBeHeld.SetItem(path, taken) };

    /// <summary>
    /// Gives up what a release may have meant: the same way, the same field of another object, and a variable, which may
    /// be any object. A release of something unknown gives up everything.
    /// </summary>
    public FlowState Release(SymbolicValue receiver) => receiver is SymbolicValue.Place place
        ? GiveUp(held => held == place.Path || held.Last == place.Path.Last || held.IsVariable || place.Path.IsVariable)
        : GiveUp(_ => true);

    public FlowState GiveUp(Func<ObjectPath, bool> isIt) => this with
    {
        Held = Held.RemoveRange(Held.Keys.Where(isIt)),
        MayBeHeld = MayBeHeld.RemoveRange(MayBeHeld.Keys.Where(isIt)),
    };

    /// <summary>What remains when those were given back on the ways that matter.</summary>
    public FlowState GiveUpPerhaps(Func<ObjectPath, bool> isIt) => this with { MayBeHeld = MayBeHeld.RemoveRange(MayBeHeld.Keys.Where(isIt)) };

    /// <summary>What holds when either came before.</summary>
    public FlowState Join(FlowState other)
    {
        if (ReferenceEquals(this, other))
        {
            return this;
        }

        return new FlowState
        {
            Stack = Stack.Count == other.Stack.Count
                ? [.. Stack.Zip(other.Stack, SymbolicValue.Join)]
                : [],
            Locals = Join(Locals, other.Locals),
            Fields = Join(Fields, other.Fields),
            Held = Held.RemoveRange(Held.Keys.Where(path => !other.Held.ContainsKey(path))),
            MayBeHeld = MayBeHeld.SetItems(other.MayBeHeld.Where(pair => !MayBeHeld.ContainsKey(pair.Key))),
        };
    }

    public bool IsSameAs(FlowState other) =>
        Stack.SequenceEqual(other.Stack)
        && IsSame(Locals, other.Locals) && IsSame(Fields, other.Fields)
        && Held.Count == other.Held.Count && Held.Keys.All(other.Held.ContainsKey)
        && MayBeHeld.Count == other.MayBeHeld.Count && MayBeHeld.Keys.All(other.MayBeHeld.ContainsKey);

    private static ImmutableDictionary<TKey, SymbolicValue> Join<TKey>(
        ImmutableDictionary<TKey, SymbolicValue> left, ImmutableDictionary<TKey, SymbolicValue> right)
        where TKey : notnull =>
        left.RemoveRange(left.Where(pair => !right.TryGetValue(pair.Key, out var other) || other != pair.Value).Select(pair => pair.Key));

    private static bool IsSame<TKey>(ImmutableDictionary<TKey, SymbolicValue> left, ImmutableDictionary<TKey, SymbolicValue> right)
        where TKey : notnull =>
        left.Count == right.Count && left.All(pair => right.TryGetValue(pair.Key, out var other) && other == pair.Value);
}
