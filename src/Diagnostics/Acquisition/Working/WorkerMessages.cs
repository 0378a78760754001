namespace Unravel.Diagnostics.Acquisition.Working;

/// <summary>Requests and answers over a pipe between two processes of one program.</summary>
internal static class WorkerMessages
{
    private const uint Begin = 0x31524E55; // "UNR1"
    private const uint End = 0x21524E55;
    private const int BufferSize = 1 << 16;

    public static void Write(Stream stream, WorkerRequest request) => Write(stream, request, WorkerFields.Request);

    public static void Write(Stream stream, WorkerAnswer answer) => Write(stream, answer, WorkerFields.Answer);

    /// <returns>Null when the stream ended before a whole message came, or what came is none.</returns>
    public static WorkerRequest? ReadRequest(Stream stream) => Read<WorkerRequest>(stream, WorkerFields.Request);

    /// <returns>As for <see cref="ReadRequest"/>.</returns>
    public static WorkerAnswer? ReadAnswer(Stream stream) => Read<WorkerAnswer>(stream, WorkerFields.Answer);

    private static void Write<T>(Stream stream, T message, Func<Wire, T?, T> fields)
        where T : class
    {
        var buffered = new BufferedStream(stream, BufferSize);
        var wire = Wire.To(buffered);
        wire.Mark(Begin);
        fields(wire, message);
        wire.Mark(End);
        wire.Flush();
        buffered.Flush();
    }

    private static T? Read<T>(Stream stream, Func<Wire, T?, T> fields)
        where T : class
    {
        try
        {
            var wire = Wire.From(new BufferedStream(stream, BufferSize));
            wire.Mark(Begin);
            var message = fields(wire, null);
            wire.Mark(End);
            return message;
        }
        catch (Exception exception) when (exception is EndOfStreamException or InvalidDataException or FormatException or ArgumentException)
        {
            return null;
        }
    }
}
