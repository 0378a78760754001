namespace Unravel.Catalog;

/// <summary>When a rule that has a source form reports.</summary>
internal enum InCodeWhen
{
    /// <summary>While the code is typed, and in a build.</summary>
    Typed,

    /// <summary>While the code is typed what one type shows by itself; what needs several types in a build.</summary>
    TypedAndBuilt,

    /// <summary>In a build: the whole compilation must have been seen.</summary>
    Built,
}
