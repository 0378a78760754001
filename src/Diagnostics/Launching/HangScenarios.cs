using System.Text.Json;

namespace Unravel.Diagnostics.Launching;

/// <summary>The program that hangs on purpose, which is shipped in a folder beside the tool, and its scenarios.</summary>
internal sealed class HangScenarios
{
    /// <summary>The programs that need nothing but the runtime.</summary>
    private const string Name = "Hangs";

    private HangScenarios(string folder, string name, string assembly, IReadOnlyList<HangScenario> all)
    {
        Assembly = assembly;
        All = all;

        // A build that brings its own runtime has an executable, and the host must not choose another runtime for it.
        var executable = Path.Combine(folder, name);
        Command = File.Exists(executable) ? [executable] : [DotNetHost.Find(), assembly];
    }

    /// <summary>What starts the program: the file, and the arguments that come before the verb.</summary>
    public IReadOnlyList<string> Command { get; }

    /// <summary>Full path of the program.</summary>
    public string Assembly { get; }

    public IReadOnlyList<HangScenario> All { get; }

    /// <summary>The scenarios that came with this copy of the tool.</summary>
    public static HangScenarios BesideTheTool() => In(Path.Combine(AppContext.BaseDirectory, "hangs"));

    /// <summary>The scenarios of a build of samples/Hangs, or of its sister with this name, in <paramref name="folder"/>.</summary>
    /// <exception cref="ToolException">Something is missing there.</exception>
    public static HangScenarios In(string folder, string name = Name)
    {
        var assembly = Path.Combine(folder, name + ".dll");
        var list = Path.Combine(folder, "scenarios.json");
        var isThere = File.Exists(assembly) || File.Exists(Path.Combine(folder, "Hangs")); // a single file
        if (!isThere || !File.Exists(list))
        {
            throw new ToolException(
                $"The demo programs are missing: '{folder}' does not hold {name}.dll and scenarios.json; install the tool anew.",
                ToolException.CouldNotLook);
        }

        return new HangScenarios(folder, name, assembly, ReadList(list));
    }

    /// <summary>The rows of a scenarios.json.</summary>
    public static IReadOnlyList<HangScenario> ReadList(string path)
    {
        using var stream = File.OpenRead(path);
        return JsonSerializer.Deserialize(stream, HangScenarioJson.Default.HangScenarioFile)?.Scenarios ?? [];
    }

    /// <exception cref="ToolException">There is no such scenario.</exception>
    public HangScenario Get(string verb) =>
        All.FirstOrDefault(scenario => scenario.Verb == verb)
        ?? throw new ToolException(
            $"There is no scenario '{verb}'; there are {string.Join(", ", All.Select(scenario => scenario.Verb))}.",
            ToolException.Usage);
}
