namespace Unravel.Diagnostics.Preconditions;

/// <summary>The .NET runtime inside a process, as its memory map tells.</summary>
/// <param name="Path">Where libcoreclr.so lies; null in a single-file program.</param>
/// <param name="Version">Version of a shared runtime; null when the program brings its own.</param>
internal sealed record RuntimeImage(string? Path, string? Version)
{
    /// <summary>The shared framework that the runtime is part of: a folder of an installation, and a name in the configuration of a program.</summary>
    public const string SharedFramework = "Microsoft.NETCore.App";

    private const string Library = "/libcoreclr.so";

    /// <summary>Executable memory that the runtime maps twice; the only trace of it in a single-file program.</summary>
    private const string DoubleMapping = "/memfd:doublemapper";

    /// <summary>The runtime in the text of a <c>/proc/pid/maps</c>; null when there is none.</summary>
    public static RuntimeImage? In(string maps)
    {
        var singleFile = false;
        foreach (var line in maps.AsSpan().EnumerateLines())
        {
            // A library that was replaced on disk is still mapped, with a remark behind its name.
            var at = line.IndexOf(Library);
            if (at >= 0 && line[(at + Library.Length)..].TrimEnd() is "" or " (deleted)")
            {
                var path = line[line.IndexOf('/')..(at + Library.Length)].ToString();
                return new RuntimeImage(path, VersionIn(path));
            }

            singleFile |= line.Contains(DoubleMapping, StringComparison.Ordinal);
        }

        return singleFile ? new RuntimeImage(Path: null, Version: null) : null;
    }

    /// <summary>The folder that a shared runtime lies in has its version as a name, and is one of a framework.</summary>
    private static string? VersionIn(string path) =>
        path.Split('/') is [.., SharedFramework, { Length: > 0 } version, _] ? version : null;
}
