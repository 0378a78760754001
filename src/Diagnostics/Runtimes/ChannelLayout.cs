namespace Unravel.Diagnostics.Runtimes;

/// <summary>System.Threading.Channels of .NET 8 to 10: where the waiting readers and writers hang.</summary>
internal static class ChannelLayout
{
    public const string Module = "System.Threading.Channels.dll";

    private const string Prefix = "System.Threading.Channels.";

    /// <summary>Type names of channels, without the type argument.</summary>
    public static readonly string[] ChannelTypes =
    [
        Prefix + "BoundedChannel<", Prefix + "UnboundedChannel<", Prefix + "SingleConsumerUnboundedChannel<",
        Prefix + "RendezvousChannel<", Prefix + "UnboundedPrioritizedChannel<",
    ];

    /// <summary>Fields that hold a waiting operation, or the head or tail of a ring or list of them, or a Deque of them; those of 10, then those of 8 and 9.</summary>
    public static readonly string[] ReaderFields = ["_blockedReadersHead", "_waitingReadersHead", "_blockedReader", "_waitingReader", "_blockedReaders", "_waitingReadersTail"];

    public static readonly string[] WriterFields = ["_blockedWritersHead", "_waitingWritersHead", "_blockedWriters", "_waitingWritersTail"];

    public const string NextField = "<Next>k__BackingField";
    public const string DequeArrayField = "_array";

    /// <summary>Set when no more will be written.</summary>
    public const string DoneField = "_doneWriting";
    public const string ItemsField = "_items";
    public const string CapacityField = "_bufferedCapacity";
    public const string ReaderField = "<Reader>k__BackingField";
    public const string WriterField = "<Writer>k__BackingField";

    /// <summary>A task made of a value task: the operation it stands for.</summary>
    public const string AsTaskName = "ValueTaskSourceAsTask";
    public const string AsTaskSourceField = "_source";

    public static bool IsChannel(string type) =>
        type.StartsWith(Prefix, StringComparison.Ordinal) && !type.Contains('+') && Array.Exists(ChannelTypes, row => type.StartsWith(row, StringComparison.Ordinal));
}
