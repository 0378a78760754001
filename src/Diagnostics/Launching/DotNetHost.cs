namespace Unravel.Diagnostics.Launching;

/// <summary>The <c>dotnet</c> executable that starts framework-dependent programs with the runtime this tool runs on.</summary>
internal static class DotNetHost
{
    /// <exception cref="ToolException">None was found.</exception>
    public static string Find() =>
        Candidates().FirstOrDefault(File.Exists)
        ?? throw new ToolException(
            "No 'dotnet' executable was found to start the program with; set DOTNET_ROOT to the folder of the .NET installation.",
            ToolException.CouldNotLook);

    private static IEnumerable<string> Candidates()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        if (Environment.ProcessPath is { } running && Path.GetFileName(running) == name)
        {
            yield return running;
        }

        // <root>/shared/Microsoft.NETCore.App/<version>/System.Private.CoreLib.dll: the installation that runs this tool.
        if (Path.GetDirectoryName(typeof(object).Assembly.Location) is { Length: > 0 } runtime)
        {
            yield return Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", name));
        }

        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } root)
        {
            yield return Path.Combine(root, name);
        }

        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
        {
            yield return Path.Combine(folder, name);
        }
    }
}
