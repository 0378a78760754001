using Unravel.Samples.Hangs;

if (args is [var hidden] && Chatter.Run(hidden) is { } code)
{
    return code;
}

var options = Options.Parse(args);
if (options is null)
{
    Console.Error.WriteLine(Options.Usage);
    return 1;
}

if (options.List)
{
    foreach (var verb in ScenarioList.Verbs)
    {
        Console.WriteLine(verb);
    }

    return 0;
}

Tracing.AllowAnyProcessOfTheUser();
using var keyboard = options.Parent is null ? null : Parent.LeaveCtrlCToIt();
if (ScenarioList.Create(options.Verb!, !options.Repaired) is not { } scenario)
{
    Console.Error.WriteLine($"There is no scenario '{options.Verb}' here; --list names them.");
    return 1;
}

if (options.Heartbeat)
{
    var heartbeat = new Heartbeat();
    scenario.LineRead += heartbeat.Answer;
    heartbeat.Start(listens: !scenario.ReadsInput);
}

scenario.Start();
var watcher = new Watcher(scenario, options);
scenario.RunMain(watcher.Start());
return 0;
