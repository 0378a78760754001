using Microsoft.Diagnostics.Tracing.Etlx;
using Unravel.Diagnostics.Symbols;

namespace Unravel.Diagnostics.Recording;

/// <summary>A file of events that <see cref="EventRecorder"/> wrote.</summary>
internal static class EventFile
{
    /// <exception cref="ToolException">The file is no recording, or is cut.</exception>
    public static RecordedWaits Read(string file, Func<string, string> hostPath)
    {
        try
        {
            using var log = new TraceLog(TraceLog.CreateFromEventPipeDataFile(file, file + ".etlx"));
            using var symbols = new SymbolStore(hostPath);
            return WaitReader.Read(log, new TraceNames(symbols));
        }
        catch (Exception exception) when (exception is FormatException or IOException or InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            throw new ToolException($"The recorded events could not be read: {exception.Message.TrimEnd('.')}.", ToolException.CouldNotLook);
        }
    }
}
