using System.CommandLine;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Preconditions;

namespace Unravel.Diagnostics.Commands;

/// <summary>How a verb is told what to look at, and how gently: the same for every verb.</summary>
internal sealed class TargetOptions
{
    private static readonly TimeSpan s_defaultMaxPause = TimeSpan.FromSeconds(2);

    private readonly Func<DotNetProcesses> _processes;

    private readonly Argument<string?> _target = new("target")
    {
        Description = "Id or name of a .NET process, or a dump or snapshot file",
        HelpName = "target",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<int?> _id = new("--process-id", "-p") { Description = "Id of the process" };
    private readonly Option<string?> _name = new("--name", "-n") { Description = "Name of the process; it must be the only one of that name" };
    private readonly Option<bool> _deep = new("--deep") { Description = "Go through large heaps too, to find waits that nothing can end" };

    private readonly Option<TimeSpan?> _maxPause = new("--max-pause")
    {
        Description = "The longest that the process may stand still: 500ms, 5s, a bare number is milliseconds [default: 2s]",
        HelpName = "time",
        CustomParser = Durations.Pause,
    };

    private readonly Option<LookMode> _mode = new("--mode")
    {
        Description = "How to look: freeze (stop, copy, release), passive (no stop), dump, events (stacks only), proc (kernel only), or auto: the best that works",
        DefaultValueFactory = _ => LookMode.Auto,
    };

    private readonly Option<string?> _dumpFolder = new("--dump-folder") { Description = "Where a dump is written, as the process sees it; its folder for temporary files by default" };
    private readonly Option<bool> _keepDump = new("--keep-dump") { Description = "Leave the dump there; otherwise it is removed once it is read" };

    public TargetOptions(Command command, Func<DotNetProcesses> processes)
    {
        _processes = processes;
        _mode.AcceptOnlyFromAmong([.. Enum.GetNames<LookMode>().Select(name => name.ToLowerInvariant())]);
        _target.CompletionSources.Add(_ => Completions.OfProcesses(processes));
        command.Arguments.Add(_target);
        foreach (var option in new Option[] { _id, _name, _mode, _maxPause, _deep, _dumpFolder, _keepDump })
        {
            command.Options.Add(option);
        }
    }

    /// <exception cref="ToolException">No target was named, or it does not exist.</exception>
    public TargetProcess Target(ParseResult parsed) =>
        TargetProcess.Resolve(parsed.GetValue(_target), parsed.GetValue(_id), parsed.GetValue(_name), _processes())
        ?? throw new ToolException("Which process? Give its id or name; 'dotnet unravel ps' lists them.", ExitCodes.Usage);

    /// <param name="meanwhile">What there is to do while the worker looks; it must return at once.</param>
    public SnapshotSource Source(ParseResult parsed, Action? meanwhile = null) =>
        new(_processes, new LookOptions
        {
            Mode = parsed.GetValue(_mode),
            MaxPause = parsed.GetValue(_maxPause) ?? s_defaultMaxPause,
            Deep = parsed.GetValue(_deep),
            DumpFolder = parsed.GetValue(_dumpFolder),
            KeepDump = parsed.GetValue(_keepDump),
            Meanwhile = meanwhile,
        });
}
