namespace Unravel.Catalog;

/// <summary>Where a fault can be seen.</summary>
[Flags]
internal enum Faces
{
    /// <summary>In source, by an analyzer.</summary>
    Code = 1,

    /// <summary>In a running process, by <c>dotnet unravel</c>.</summary>
    RunTime = 2,

    Both = Code | RunTime,
}
