using System.Text;

namespace Unravel.Diagnostics.Acquisition.Events;

/// <summary>
/// Reads the stream of a session of the runtime's events ("Nettrace", version 4, as .NET Core 3.0 and later write it): blocks
/// of metadata, stacks and events. Only what a sample of stacks needs is kept; the rest is skipped by its length.
/// </summary>
internal sealed class NetTraceReader
{
    private const int MaxBlockBytes = 64 << 20;
    private const int Piece = 64 << 10;
    private const byte NullTag = 1;
    private const byte BeginTag = 5;
    private const byte EndTag = 6;
    private const int TraceBytes = 48;

    private readonly Dictionary<int, (string Provider, int Event)> _metadata = [];
    private readonly Dictionary<int, ulong[]> _stacks = [];
    private long _position;

    /// <summary>Methods by where their code begins.</summary>
    public TraceMethods Methods { get; } = new();

    /// <summary>The newest sample of each thread, by the id that its runtime knows: addresses, innermost first.</summary>
    public Dictionary<long, (ulong Time, int Stack)> Samples { get; } = [];

    public IReadOnlyList<ulong> StackOf(int id) => _stacks.GetValueOrDefault(id, []);

    /// <summary>Reads to the end of the stream, which is when the session was stopped.</summary>
    /// <exception cref="InvalidDataException">It is no such stream.</exception>
    /// <exception cref="IOException">It cannot be read, or ended early.</exception>
    public void Read(Stream stream)
    {
        Expect(Bytes(stream, 8), "Nettrace");
        Expect(Bytes(stream, new NetTraceCursor(Bytes(stream, 4)).Int32()), "!FastSerialization.1");
        while (Bytes(stream, 1)[0] == BeginTag)
        {
            ReadObject(stream);
        }
    }

    private static void Expect(byte[] bytes, string text)
    {
        if (Encoding.ASCII.GetString(bytes) != text)
        {
            throw new InvalidDataException("the runtime answered in a form that is not known");
        }
    }

    private void ReadObject(Stream stream)
    {
        var tags = Bytes(stream, 2);
        var header = new NetTraceCursor(Bytes(stream, 12));
        _ = header.Int32(); // version
        _ = header.Int32(); // oldest version that can read it
        var name = Encoding.ASCII.GetString(Bytes(stream, header.Int32()));
        if (tags is not [BeginTag, NullTag] || Bytes(stream, 1)[0] != EndTag)
        {
            throw new InvalidDataException("the runtime answered in a form that is not known");
        }

        var content = name == "Trace" ? Bytes(stream, TraceBytes) : Block(stream);
        switch (name)
        {
            case "MetadataBlock":
                ReadEvents(content, isMetadata: true);
                break;
            case "EventBlock":
                ReadEvents(content, isMetadata: false);
                break;
            case "StackBlock":
                ReadStacks(content);
                break;
            default:
                break; // sequence points and what later versions add
        }

        if (Bytes(stream, 1)[0] != EndTag)
        {
            throw new InvalidDataException("a block of the sample has no end");
        }
    }

    private byte[] Block(Stream stream)
    {
        var length = new NetTraceCursor(Bytes(stream, 4)).Int32();
        _ = Bytes(stream, (int)((4 - (_position % 4)) % 4));
        return Bytes(stream, length);
    }

    private byte[] Bytes(Stream stream, int count)
    {
        if (count is < 0 or > MaxBlockBytes)
        {
            throw new InvalidDataException("a block of the sample has an impossible length");
        }

        // Grown as it comes: a length alone must not take memory.
        var bytes = new byte[Math.Min(count, Piece)];
        for (var done = 0; done < count;)
        {
            if (done == bytes.Length)
            {
                Array.Resize(ref bytes, (int)Math.Min(count, bytes.Length * 2L));
            }

            stream.ReadExactly(bytes, done, bytes.Length - done);
            done = bytes.Length;
        }

        _position += count;
        return bytes;
    }

    private void ReadStacks(ReadOnlySpan<byte> block)
    {
        var cursor = new NetTraceCursor(block);
        var id = cursor.Int32();
        for (var count = cursor.Int32(); count > 0 && !cursor.IsAtEnd; count--)
        {
            var stack = new NetTraceCursor(cursor.Take(cursor.Int32()));
            var addresses = new ulong[stack.Left / sizeof(ulong)];
            for (var i = 0; i < addresses.Length; i++)
            {
                addresses[i] = stack.UInt64();
            }

            _stacks[id++] = addresses;
        }
    }

    private void ReadEvents(ReadOnlySpan<byte> block, bool isMetadata)
    {
        const short Compressed = 1;
        var header = new NetTraceCursor(block);
        var headerSize = header.Int16();
        if ((header.Int16() & Compressed) == 0 || headerSize < 4)
        {
            throw new InvalidDataException("the runtime answered in a form that is not known");
        }

        _ = header.Take(headerSize - 4);
        var state = default(EventHeader);
        while (!header.IsAtEnd)
        {
            state.Read(ref header);
            var payload = new NetTraceCursor(header.Take(state.PayloadSize));
            if (isMetadata)
            {
                var id = payload.Int32();
                _metadata[id] = (payload.Text(), payload.Int32());
            }
            else if (_metadata.TryGetValue(state.MetadataId, out var kind))
            {
                Visit(kind.Provider, kind.Event, state, payload);
            }
        }
    }

    private void Visit(string provider, int number, in EventHeader header, NetTraceCursor payload)
    {
        switch (provider)
        {
            case "Microsoft-DotNETCore-SampleProfiler":
                if (!Samples.TryGetValue(header.ThreadId, out var last) || last.Time <= header.Time)
                {
                    Samples[header.ThreadId] = (header.Time, header.StackId);
                }

                break;
            case "Microsoft-Windows-DotNETRuntimeRundown" or "Microsoft-Windows-DotNETRuntime":
                Methods.Visit(number, provider.EndsWith("Rundown", StringComparison.Ordinal), payload);
                break;
            default:
                break;
        }
    }

    /// <summary>The head of an event: each names only what differs from the one before it.</summary>
    private struct EventHeader
    {
        public int MetadataId;
        public long ThreadId;
        public int StackId;
        public int PayloadSize;
        public ulong Time;

        public void Read(ref NetTraceCursor cursor)
        {
            var flags = cursor.Byte();
            MetadataId = (flags & 1) != 0 ? (int)cursor.Variable() : MetadataId;
            if ((flags & 2) != 0)
            {
                _ = cursor.Variable(); // sequence number
                _ = cursor.Variable(); // thread that wrote it
                _ = cursor.Variable(); // processor
            }

            ThreadId = (flags & 4) != 0 ? (long)cursor.Variable() : ThreadId;
            StackId = (flags & 8) != 0 ? (int)cursor.Variable() : StackId;
            Time += cursor.Variable();
            _ = cursor.Take((flags & 16) != 0 ? 16 : 0); // activity
            _ = cursor.Take((flags & 32) != 0 ? 16 : 0); // related activity
            PayloadSize = (flags & 128) != 0 ? (int)Math.Min(cursor.Variable(), int.MaxValue) : PayloadSize;
        }
    }
}
