using System.Runtime.InteropServices;
using Unravel.Diagnostics.Preconditions;

namespace Unravel.Diagnostics.Acquisition.Loading;

/// <summary>Where runtimes are on this machine: installations of .NET, and runtime packs in the NuGet cache.</summary>
internal static class RuntimeFolders
{
    public static string Platform => $"{(OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";

    public static IEnumerable<string> All()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var own = RuntimeEnvironment.GetRuntimeDirectory();
        var roots = new[]
        {
            Path.GetFullPath(Path.Combine(own, "..", "..", "..")), Environment.GetEnvironmentVariable("DOTNET_ROOT"),
            "/usr/share/dotnet", "/usr/lib/dotnet", "/usr/local/share/dotnet", Path.Combine(home, ".dotnet"),
        };
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(home, ".nuget", "packages");
        return roots.OfType<string>().Where(Path.IsPathRooted).Distinct()
            .SelectMany(root => Folders(Path.Combine(root, "shared", RuntimeImage.SharedFramework)))
            .Concat(Folders(Path.Combine(packages, $"microsoft.netcore.app.runtime.{Platform}"))
                .Select(version => Path.Combine(version, "runtimes", Platform, "native")));
    }

    private static string[] Folders(string folder)
    {
        try
        {
            return Directory.Exists(folder) ? Directory.GetDirectories(folder) : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
