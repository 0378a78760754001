using System.Text;

namespace Unravel.Diagnostics.Tests.Acquisition.Events;

/// <summary>A small stream of events as the runtime writes it: one method, one module, two threads with a stack each.</summary>
internal static class TraceBytes
{
    public const ulong Code = 0x7f00_0000_1000;
    public const string Module = "/app/Shop.dll";

    public static byte[] Whole()
    {
        var stream = new MemoryStream();
        var writer = new BinaryWriter(stream);
        writer.Write("Nettrace"u8);
        Text(writer, "!FastSerialization.1");
        Object(writer, "Trace", () => writer.Write(new byte[48]));
        Block(writer, "MetadataBlock", Events(
            (0, 0, 0, Metadata(1, "Microsoft-DotNETCore-SampleProfiler", 0)),
            (0, 0, 0, Metadata(2, "Microsoft-Windows-DotNETRuntimeRundown", 144)),
            (0, 0, 0, Metadata(3, "Microsoft-Windows-DotNETRuntimeRundown", 154))));
        Block(writer, "StackBlock", [.. Number(1), .. Number(2), .. Number(16), .. Address(Code + 5), .. Address(7), .. Number(0)]);
        Block(writer, "EventBlock", Events(
            (1, 41, 1, []),
            (1, 42, 2, []),
            (2, 9, 0, [.. Address(1), .. Address(77), .. Address(Code), .. Number(64), .. new byte[8], .. Wide("Shop.Till"), .. Wide("Pay"), .. Wide("void ()")]),
            (3, 9, 0, [.. Address(77), .. new byte[16], .. Wide(Module)])));
        Block(writer, "SPBlock", new byte[12]);
        writer.Write((byte)1);
        return stream.ToArray();
    }

    private static byte[] Events(params (int Metadata, ulong Thread, int Stack, byte[] Payload)[] events)
    {
        var bytes = new List<byte> { 4, 0, 1, 0 };
        foreach (var (metadata, thread, stack, payload) in events)
        {
            bytes.Add(1 | 2 | 4 | 8 | 128);
            bytes.AddRange(Variable((ulong)metadata));
            bytes.AddRange([1, 1, 1]);
            bytes.AddRange(Variable(thread));
            bytes.AddRange(Variable((ulong)stack));
            bytes.AddRange(Variable(3));
            bytes.AddRange(Variable((ulong)payload.Length));
            bytes.AddRange(payload);
        }

        return [.. bytes];
    }

    private static byte[] Metadata(int id, string provider, int number) => [.. Number(id), .. Wide(provider), .. Number(number), .. Wide("")];

    private static void Block(BinaryWriter writer, string name, byte[] content) => Object(writer, name, () =>
    {
        writer.Write(content.Length);
        while (writer.BaseStream.Position % 4 != 0)
        {
            writer.Write((byte)0);
        }

        writer.Write(content);
    });

    private static void Object(BinaryWriter writer, string name, Action content)
    {
        writer.Write([5, 5, 1]);
        writer.Write(4);
        writer.Write(4);
        Text(writer, name);
        writer.Write((byte)6);
        content();
        writer.Write((byte)6);
    }

    private static void Text(BinaryWriter writer, string text)
    {
        writer.Write(text.Length);
        writer.Write(Encoding.ASCII.GetBytes(text));
    }

    private static byte[] Wide(string text) => Encoding.Unicode.GetBytes(text + "\0");

    private static byte[] Number(int value) => BitConverter.GetBytes(value);

    private static byte[] Address(ulong value) => BitConverter.GetBytes(value);

    private static List<byte> Variable(ulong value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        bytes.Add((byte)value);
        return bytes;
    }
}
