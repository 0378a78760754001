using System.Text.Json;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Preconditions;

/// <summary>
/// The version of a runtime that a program brings along: its <c>app.runtimeconfig.json</c> names it under
/// <c>includedFrameworks</c>.
/// </summary>
internal static class OwnRuntime
{
    /// <summary>Such files have some hundred bytes; anything much larger is something else.</summary>
    private const long LargestFile = 1 << 20;

    /// <param name="runtimePath">Where libcoreclr.so lies, as this process sees it.</param>
    public static string? VersionBeside(string runtimePath)
    {
        try
        {
            var folder = new DirectoryInfo(Path.GetDirectoryName(runtimePath)!);
            return folder.EnumerateFiles("*.runtimeconfig.json")
                .Where(file => file.Length < LargestFile)
                .Select(file => VersionIn(File.ReadAllBytes(file.FullName)))
                .FirstOrDefault(version => version is not null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException
            or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static string? VersionIn(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        if (!document.RootElement.TryGetProperty("runtimeOptions", out var options)
            || !options.TryGetProperty("includedFrameworks", out var frameworks))
        {
            return null;
        }

        foreach (var framework in frameworks.EnumerateArray())
        {
            if (framework.GetProperty("name").GetString() == RuntimeImage.SharedFramework)
            {
                return TerminalText.Escape(framework.GetProperty("version").GetString() ?? "");
            }
        }

        return null;
    }
}
