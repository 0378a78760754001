using Unravel.Diagnostics.Acquisition.Freezing;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Acquisition.Working;

/// <summary>
/// Writes one answer, the columns of the tasks first where there are many: they are nearly all of it then, and known while half
/// of the work is still to be done.
/// </summary>
internal sealed class AnswerWriter
{
    /// <summary>The most that Linux gives to anybody, pipe(7).</summary>
    private const int LargestPipe = 1 << 20;

    private readonly BufferedStream _buffered;
    private readonly Wire _wire;
    private Task? _ahead;

    private AnswerWriter(BufferedStream buffered)
    {
        _buffered = buffered;
        _wire = Wire.To(buffered);
    }

    public static AnswerWriter To(Stream stream) => new(new BufferedStream(stream, WorkerMessages.BufferSize));

    /// <summary>Lets the pipe to the tool hold more: for each 64 kB writer and reader would wait for each other. Without effect where there is no pipe.</summary>
    public static void WidenPipe()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = LibC.Control(LibC.StandardOutput, LibC.SetPipeSize, LargestPipe);
        }
    }

    /// <summary>Begins to send them on another thread. Those of a further copy of the process are sent with the rest.</summary>
    public void SendAhead(TaskTable tasks)
    {
        if (_ahead is null && tasks.Count >= TaskChains.Many)
        {
            _wire.Ahead = tasks;
            _ahead = Task.Run(() =>
            {
                Begin(isAhead: true);
                TaskFields.Columns(_wire, tasks);
                Flush();
            });
        }
    }

    /// <exception cref="IOException">The reader is gone.</exception>
    public void Write(WorkerAnswer answer)
    {
        if (_ahead is null)
        {
            Begin(isAhead: false);
        }
        else
        {
            _ahead.GetAwaiter().GetResult();
        }

        WorkerFields.Answer(_wire, answer);
        _wire.Mark(WorkerMessages.End);
        Flush();
    }

    private void Begin(bool isAhead)
    {
        _wire.Mark(WorkerMessages.Begin);
        _wire.Bool(isAhead);
    }

    private void Flush()
    {
        _wire.Flush();
        _buffered.Flush();
    }
}
