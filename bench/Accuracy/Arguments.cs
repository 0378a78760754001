namespace Unravel.Accuracy;

/// <summary>What to analyse: folders of sources, folders of referenced assemblies, symbols, and parts of paths to leave out.</summary>
internal sealed class Arguments
{
    public const string Usage =
        "usage: <source folder>... [-r <folder with assemblies>]... [-d <SYMBOL>]... [-x <part of a path to leave out>]... [-u <namespace>]... [-n <warning id>]... [--id <UNR....>]... [--all-levels]";

    public List<string> Sources { get; } = [];

    public List<string> References { get; } = [];

    public List<string> Symbols { get; } = [];

    public List<string> LeftOut { get; } = ["/bin/", "/obj/", "/artifacts/"];

    /// <summary>Namespaces that the project files of the code import everywhere.</summary>
    public List<string> Usings { get; } = [];

    /// <summary>Warnings that the project files of the code turn off, such as those of experimental members.</summary>
    public List<string> Silenced { get; } = [];

    public List<string> Ids { get; } = [];

    /// <summary>Whether rules that are off by default run too.</summary>
    public bool AllLevels { get; private set; }

    public static Arguments? Parse(string[] args)
    {
        var parsed = new Arguments();
        for (var index = 0; index < args.Length; index++)
        {
            var into = args[index] switch
            {
                "-r" => parsed.References,
                "-d" => parsed.Symbols,
                "-x" => parsed.LeftOut,
                "-u" => parsed.Usings,
                "-n" => parsed.Silenced,
                "--id" => parsed.Ids,
                _ => null,
            };
            if (args[index] == "--all-levels")
            {
                parsed.AllLevels = true;
            }
            else if (into is null)
            {
                parsed.Sources.Add(Path.GetFullPath(args[index]));
            }
            else if (++index < args.Length)
            {
                into.Add(args[index]);
            }
            else
            {
                return null;
            }
        }

        return parsed.Sources.Count > 0 && parsed.Sources.All(Directory.Exists) ? parsed : null;
    }
}
