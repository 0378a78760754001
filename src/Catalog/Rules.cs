namespace Unravel.Catalog;

/// <summary>The table of all rules: every text of the product about a rule comes from here.</summary>
internal static partial class Rules
{
    public const string HelpLinkBase = "https://github.com/unravel-dotnet/unravel/blob/main/docs/rules/";

    /// <summary>Every rule, ordered by id.</summary>
    public static IReadOnlyList<Rule> All { get; } =
        Blocking.Concat(Async).Concat(Cancellation).Concat(Locking).Concat(LockObjects).Concat(LockCalls).Concat(LockBodies)
            .Concat(Guards).Concat(SharedAccess).Concat(SharedUse).Concat(SharedBodies).Concat(SharedFields)
            .Concat(Threads).Concat(ThreadStarts).Concat(Lifetime).Concat(Processes).Concat(ProcessState)
            .OrderBy(rule => rule.Id, StringComparer.Ordinal)
            .ToArray();

    private static readonly Dictionary<string, Rule> s_byId = All.ToDictionary(rule => rule.Id, StringComparer.Ordinal);

    /// <summary>The rule with this id.</summary>
    /// <exception cref="ArgumentException">The catalogue has no such id.</exception>
    public static Rule Get(string id) =>
        Find(id) ?? throw new ArgumentException($"The catalogue has no rule '{id}'.", nameof(id));

    /// <summary>The rule with this id, in any letter case, or null.</summary>
    public static Rule? Find(string id) =>
        s_byId.TryGetValue(id.ToUpperInvariant(), out var rule) ? rule : null;
}
