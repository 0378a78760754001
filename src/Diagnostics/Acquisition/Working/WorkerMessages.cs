using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Acquisition.Working;

/// <summary>Requests and answers over a pipe between two processes of one program.</summary>
internal static class WorkerMessages
{
    public const uint Begin = 0x32524E55; // "UNR2"
    public const uint End = 0x21524E55;
    public const int BufferSize = 1 << 16;

    public static void Write(Stream stream, WorkerRequest request)
    {
        var buffered = new BufferedStream(stream, BufferSize);
        var wire = Wire.To(buffered);
        wire.Mark(Begin);
        WorkerFields.Request(wire, request);
        wire.Mark(End);
        wire.Flush();
        buffered.Flush();
    }

    public static void Write(Stream stream, WorkerAnswer answer) => AnswerWriter.To(stream).Write(answer);

    /// <returns>Null when the stream ended before a whole message came, or what came is none.</returns>
    public static WorkerRequest? ReadRequest(Stream stream) => Read(stream, static wire => WorkerFields.Request(wire, null));

    /// <param name="ahead">Called with the columns of the tasks when they come ahead of the rest.</param>
    /// <returns>As for <see cref="ReadRequest"/>.</returns>
    public static WorkerAnswer? ReadAnswer(Stream stream, Action<TaskTable>? ahead = null) => Read(stream, wire =>
    {
        if (wire.Bool(null))
        {
            wire.Ahead = TaskFields.Columns(wire, null);
            ahead?.Invoke(wire.Ahead);
        }

        return WorkerFields.Answer(wire, null);
    });

    private static T? Read<T>(Stream stream, Func<Wire, T> fields)
        where T : class
    {
        try
        {
            var wire = Wire.From(new BufferedStream(stream, BufferSize));
            wire.Mark(Begin);
            var message = fields(wire);
            wire.Mark(End);
            return message;
        }
        catch (Exception exception) when (exception is EndOfStreamException or InvalidDataException or FormatException or ArgumentException)
        {
            return null;
        }
    }
}
