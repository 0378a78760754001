namespace Unravel.Catalog;

/// <summary>
/// How much a rule promises. Authors choose a level, not a severity: the level says how many false reports are
/// tolerated and who sees the rule without asking for it.
/// </summary>
internal enum Level
{
    /// <summary>Never wrong. Breaks the build.</summary>
    Error,

    /// <summary>No known false positive, and most people would fix it.</summary>
    Warning,

    /// <summary>May be wrong; the page says when. Shown in the editor, silent in the build.</summary>
    Suggestion,

    /// <summary>Noisy or costly; only for those who switch it on.</summary>
    Off,
}
