using System.Diagnostics;

namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// A thread starts a program with its output redirected and waits for its end before it reads. The program writes more
/// than the pipe holds and waits for somebody to read. In the other form a child of that program does the writing.
/// </summary>
internal sealed class ChildPipe(bool faulty, string verb) : Scenario(faulty)
{
    private const int ExportsOfAHealthyExporter = 2;

    private readonly Exporter _exporter = new(verb);

    public override void Start() => Run("exporter", Faulty ? _exporter.Export : _exporter.ExportReadingFirst);

    protected override string? MissingFault() =>
        !Chatter.IsStuck(_exporter.Child) ? "the child does not wait for its reader yet" : base.MissingFault();

    protected override string? MissingProgress() =>
        _exporter.Exports < ExportsOfAHealthyExporter ? $"only {_exporter.Exports} exports were made" : null;
}

internal sealed class Exporter(string verb)
{
    private int _child;
    private int _exports;
    private long _characters;

    public int Child => Volatile.Read(ref _child);

    public int Exports => Volatile.Read(ref _exports);

    public void Export()
    {
        using var child = StartChild();
        child.WaitForExit(); // marker: exporter-waits
        _characters += child.StandardOutput.ReadToEnd().Length;
        Interlocked.Increment(ref _exports);
    }

    /// <summary>The repair: read to the end first; the end of the output is the end of the child.</summary>
    public void ExportReadingFirst()
    {
        using var child = StartChild();
        _characters += child.StandardOutput.ReadToEnd().Length;
        child.WaitForExit();
        Interlocked.Increment(ref _exports);
    }

    private Process StartChild()
    {
        var start = Chatter.Start(verb);
        start.RedirectStandardOutput = true;
        var child = Process.Start(start)!;
        Volatile.Write(ref _child, child.Id);
        return child;
    }
}
