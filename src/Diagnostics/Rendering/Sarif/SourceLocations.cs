using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rendering.Sarif;

/// <summary>Frames as locations of SARIF: files of a repository relative to its root, so that an alert lands on the line wherever it was built.</summary>
/// <param name="rootOf">The root of the repository that a path lies in; null when that is not known on this machine.</param>
internal sealed class SourceLocations(Func<string, string?> rootOf)
{
    public const string RootId = "SRCROOT";

    /// <summary>What a deterministic build writes in place of the root.</summary>
    private const string MappedRoot = "/_/";

    private readonly Dictionary<string, SarifArtifactLocation> _files = [];

    /// <summary>The root of the files that were met; null when they have none or several.</summary>
    public string? Root { get; private set; }

    public SarifLocation Of(Frame frame, string? message = null) => new()
    {
        PhysicalLocation = frame.Line is { Number: > 0 } line ? new SarifPhysicalLocation(Of(line.File), new SarifRegion(line.Number)) : null,
        LogicalLocations = [new SarifLogicalLocation(frame.Namespace is { } space ? $"{space}.{frame.Method}" : frame.Method, "function")],
        Message = message is null ? null : new SarifMessage(message),
    };

    private SarifArtifactLocation Of(string file)
    {
        if (!_files.TryGetValue(file, out var location))
        {
            _files.Add(file, location = Make(file));
        }

        return location;
    }

    private SarifArtifactLocation Make(string file)
    {
        if (file.StartsWith(MappedRoot, StringComparison.Ordinal))
        {
            return Relative(file[MappedRoot.Length..]);
        }

        if (rootOf(file) is { } root && (Root is null || Root == root))
        {
            Root = root;
            return Relative(file[root.Length..]);
        }

        var path = file.Replace('\\', '/');
        return new SarifArtifactLocation("file://" + Encode(path.StartsWith('/') ? path : "/" + path));
    }

    private static SarifArtifactLocation Relative(string path) => new(Encode(path.Replace('\\', '/').TrimStart('/'))) { UriBaseId = RootId };

    /// <summary>A folder as the base of relative ones.</summary>
    public static string BaseUri(string folder) => "file://" + Encode("/" + folder.Replace('\\', '/').Trim('/')) + "/";

    private static string Encode(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
