namespace Unravel.Catalog;

/// <summary>The level of a rule in each mode. The .globalconfig files of the package are generated from this.</summary>
internal static class Presets
{
    /// <summary>Where a mode differs from the rule's own level; a row beats what <see cref="LevelOf"/> derives.</summary>
    private static readonly Dictionary<(Mode, string), Level> s_exceptions = new()
    {
        // A library does not know whose thread it blocks.
        [(Mode.Library, RuleIds.BlockingInSync)] = Level.Warning,

        // A test runner gives each test a thread to block.
        [(Mode.Tests, RuleIds.BlockingInAsync)] = Level.Suggestion,
        [(Mode.Tests, RuleIds.BlockingInSync)] = Level.Off,
    };

    public static Level LevelOf(Rule rule, Mode mode) =>
        s_exceptions.TryGetValue((mode, rule.Id), out var level) ? level : mode switch
        {
            Mode.Minimal when rule.Level is Level.Suggestion => Level.Off,
            Mode.All when rule.Level is Level.Suggestion or Level.Off => Level.Warning,
            _ => rule.Level,
        };
}
