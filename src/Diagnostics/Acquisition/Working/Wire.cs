using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Unravel.Diagnostics.Acquisition.Freezing;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Acquisition.Working;

/// <summary>
/// One direction of a message: what is given is written, or what was written is read, field by field. A record names its
/// fields once, for both directions, so that they cannot come apart. See docs/decisions/0003.
/// </summary>
internal sealed class Wire
{
    /// <summary>More than any list of a look holds: a broken worker must not make the tool take all memory.</summary>
    private const int MostBytes = 1 << 30;

    private const int StepBytes = 1 << 20;

    private readonly BinaryWriter? _writer;
    private readonly BinaryReader? _reader;

    private Wire(BinaryWriter? writer, BinaryReader? reader) => (_writer, _reader) = (writer, reader);

    /// <summary>The columns of the tasks that went ahead of the rest; null when none did.</summary>
    public TaskTable? Ahead { get; set; }

    public static Wire To(Stream stream) => new(new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true), null);

    public static Wire From(Stream stream) => new(null, new BinaryReader(stream, Encoding.UTF8, leaveOpen: true));

    public bool Bool(bool? value)
    {
        if (_reader is not null)
        {
            return _reader.ReadByte() switch { 0 => false, 1 => true, _ => throw Broken() };
        }

        _writer!.Write(value.GetValueOrDefault());
        return value.GetValueOrDefault();
    }

    public long Long(long? value)
    {
        if (_reader is not null)
        {
            return _reader.ReadInt64();
        }

        _writer!.Write(value.GetValueOrDefault());
        return value.GetValueOrDefault();
    }

    public int Int(int? value) => unchecked((int)Long(value));

    public ulong Address(ulong? value) => unchecked((ulong)Long((long?)value));

    public TimeSpan Time(TimeSpan? value) => new(Long(value?.Ticks));

    public string Text(string? value)
    {
        if (_reader is not null)
        {
            return _reader.ReadString();
        }

        _writer!.Write(value ?? "");
        return value ?? "";
    }

    public bool? MaybeBool(bool? value) => Bool(value is not null) ? Bool(value) : null;

    public int? MaybeInt(int? value) => Bool(value is not null) ? Int(value) : null;

    public TimeSpan? MaybeTime(TimeSpan? value) => Bool(value is not null) ? Time(value) : null;

    public string? MaybeText(string? value) => Bool(value is not null) ? Text(value) : null;

    /// <param name="fields">Names the fields of such a record: given one it writes them, given null it reads them.</param>
    public T? Maybe<T>(T? value, Func<Wire, T?, T> fields)
        where T : class =>
        Bool(value is not null) ? fields(this, value) : null;

    public ImmutableArray<T> List<T>(ImmutableArray<T>? values, Func<Wire, T?, T> fields)
        where T : class?
    {
        if (_reader is null)
        {
            Int(values?.Length);
            foreach (var value in values ?? [])
            {
                fields(this, value);
            }

            return values ?? [];
        }

        // Each takes a byte at least, and none is made before its bytes came: a count that lies ends with the stream.
        var count = Count(1);
        var read = ImmutableArray.CreateBuilder<T>(Math.Min(count, 4096));
        for (var i = 0; i < count; i++)
        {
            read.Add(fields(this, null!));
        }

        return read.DrainToImmutable();
    }

    /// <summary>Numbers as their bytes: both ends are one program on one machine, and there can be millions.</summary>
    public ImmutableArray<T> Column<T>(ImmutableArray<T>? values)
        where T : unmanaged
    {
        if (_reader is null)
        {
            var given = values ?? [];
            Int(given.Length);
            _writer!.Write(MemoryMarshal.AsBytes(given.AsSpan()));
            return given;
        }

        var column = new T[Count(Unsafe.SizeOf<T>())];
        for (var left = MemoryMarshal.AsBytes(column.AsSpan()); left.Length > 0;)
        {
            // By steps, so that a length that lies takes no memory.
            var step = left[..Math.Min(StepBytes, left.Length)];
            FreshPages.Ready(step);
            _reader.BaseStream.ReadExactly(step);
            left = left[step.Length..];
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(column);
    }

    public void Flush() => _writer!.Flush();

    /// <summary>A fixed word between parts: a reader that has lost its place does not go on.</summary>
    public void Mark(uint word)
    {
        if (Int(unchecked((int)word)) != unchecked((int)word))
        {
            throw Broken();
        }
    }

    private int Count(int size) => Int(null) is var count && count >= 0 && (long)count * size <= MostBytes ? count : throw Broken();

    public static InvalidDataException Broken() => new("The worker's message is not one.");
}
