namespace Unravel.Diagnostics.Commands.Help;

/// <summary>What people do with a verb, below its help.</summary>
internal static class Examples
{
    private static readonly Dictionary<string, (string Line, string What)[]> s_of = new()
    {
        [""] =
        [
            ("dotnet unravel ps", "which processes there are"),
            ("dotnet unravel 4321", "what process 4321 is stuck on"),
            ("dotnet unravel demo starvation", "see a verdict without a process of your own"),
        ],
        ["diagnose"] =
        [
            ("dotnet unravel Shop", "the process of that name"),
            ("dotnet unravel 4321 --repeat 3 --interval 2s", "tell a hang from slowness"),
            ("dotnet unravel 4321 -o shop.html", "a page with the graph of waits"),
            ("dotnet unravel shop.json.gz -o shop.sarif", "alerts for code scanning, of a snapshot"),
            ("dotnet unravel 4321 --fail-on warning --baseline known.json", "a gate in CI"),
        ],
        ["snapshot"] =
        [
            ("dotnet unravel snapshot 4321 -o shop.json.gz", "on the server"),
            ("dotnet unravel shop.json.gz", "on any machine, later"),
            ("zcat shop.json.gz | jq .snapshot.pool", "with tools of your own; docs/schema says what is in it"),
        ],
        ["diff"] = [("dotnet unravel diff before.json.gz after.json.gz", "what is stuck since")],
        ["explain"] = [("dotnet unravel explain UNR4001", "the page of that rule")],
        ["completion"] = [("dotnet-unravel completion bash >> ~/.bashrc", "")],
        ["demo"] = [("dotnet unravel demo --list", "what can be shown"), ("dotnet unravel demo lock-order --repaired", "the same program without its fault")],
    };

    /// <param name="verb">Empty for the tool itself.</param>
    public static IReadOnlyList<(string Line, string What)> Of(string verb) => s_of.GetValueOrDefault(verb) ?? [];
}
