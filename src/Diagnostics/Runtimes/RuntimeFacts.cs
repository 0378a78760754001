namespace Unravel.Diagnostics.Runtimes;

/// <summary>What is known of the target's runtime; made once per attach.</summary>
/// <param name="Version">As in <c>10.0.12</c>; null when it could not be told.</param>
/// <param name="Folder">Where the runtime lies, as the target sees it.</param>
internal sealed record RuntimeFacts(Version? Version, string Folder)
{
    /// <summary>The oldest and newest major versions whose private fields were looked at.</summary>
    public const int OldestKnown = 8;
    public const int NewestKnown = 10;

    public const string CoreLibraryFile = "System.Private.CoreLib.dll";

    /// <summary>The runtime and its debugging library, as they are called on this system.</summary>
    public static readonly string RuntimeFile = NativeName("coreclr");
    public static readonly string DebuggingFile = NativeName("mscordaccore");

    /// <summary>The version from the folder of a shared runtime, <c>…/Microsoft.NETCore.App/10.0.12</c>.</summary>
    public static Version? VersionFromFolder(string folder)
    {
        var name = Path.GetFileName(folder.TrimEnd('/'));
        return Version.TryParse(name.Split('-')[0], out var version) ? version : null;
    }

    /// <summary>The version from the path of a library in an installation (its folder) or in a runtime pack (<c>…/10.0.12/runtimes/linux-x64/native</c>).</summary>
    public static Version? VersionOfPack(string library)
    {
        var folder = Path.GetDirectoryName(library) ?? "";
        return VersionFromFolder(folder) ?? VersionFromFolder(Path.GetFullPath(Path.Combine(folder, "..", "..", "..")));
    }

    private static string NativeName(string library) =>
        OperatingSystem.IsWindows() ? $"{library}.dll" : OperatingSystem.IsMacOS() ? $"lib{library}.dylib" : $"lib{library}.so";

    /// <summary>Why rules on private fields cannot be trusted on this runtime; null when they can.</summary>
    public string? UnknownLayoutBecause =>
        Version is { Major: < OldestKnown or > NewestKnown } other
            ? $"the layout of runtime {other} is not known (known are {OldestKnown} to {NewestKnown})"
            : null;
}
