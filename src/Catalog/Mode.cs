namespace Unravel.Catalog;

/// <summary>A preset of levels for one kind of project; the value of the MSBuild property <c>UnravelMode</c>.</summary>
internal enum Mode
{
    /// <summary>Only what has no known false positive.</summary>
    Minimal,

    /// <summary>The levels of the catalogue.</summary>
    Recommended,

    /// <summary>Every rule, as a warning.</summary>
    All,

    /// <summary>Code that runs in somebody else's threads and contexts.</summary>
    Library,

    /// <summary>Code that owns its process.</summary>
    App,

    /// <summary>Tests, which may block.</summary>
    Tests,
}
