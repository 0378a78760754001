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
        ["ps"] = [("dotnet unravel ps", "which processes there are")],
        ["doctor"] =
        [
            ("dotnet unravel doctor", "what is missing on this machine"),
            ("dotnet unravel doctor 4321", "why process 4321 cannot be looked at, and what mends it"),
        ],
        ["watch"] =
        [
            ("dotnet unravel watch 4321", "a screen that is drawn anew every two seconds"),
            ("dotnet unravel watch Shop --once | grep Bank", "one picture, for a pipe"),
        ],
        ["record"] =
        [
            ("dotnet unravel record 4321 --duration 30s", "what limits the process, and at which lines it waits"),
            ("dotnet unravel record Shop -o shop.html", "the same as a page"),
            ("dotnet unravel record Shop -o shop.speedscope.json", "the waits as a flame graph"),
        ],
        ["check"] =
        [
            ("dotnet unravel check --timeout 2m --end -- dotnet test", "end a test run that hangs, with the reason in the log"),
            ("dotnet unravel check --longest 20m --artifacts out -- ./build.sh", "look at what runs for too long, too"),
        ],
        ["demo"] = [("dotnet unravel demo --list", "what can be shown"), ("dotnet unravel demo lock-order --repaired", "the same program without its fault")],
    };

    /// <param name="verb">Empty for the tool itself.</param>
    public static IReadOnlyList<(string Line, string What)> Of(string verb) => s_of.GetValueOrDefault(verb) ?? [];
}
