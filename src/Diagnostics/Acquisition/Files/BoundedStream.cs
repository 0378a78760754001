namespace Unravel.Diagnostics.Acquisition.Files;

/// <summary>
/// Reads another stream, of which the beginning was looked at already, and refuses to go on beyond a limit: a small file
/// can unpack to any size.
/// </summary>
internal sealed class BoundedStream(ReadOnlyMemory<byte> head, Stream rest, long limit, Func<Exception> tooLong) : Stream
{
    private ReadOnlyMemory<byte> _head = head;
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer) => TryHead(buffer, out var count) ? count : Count(rest.Read(buffer));

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        TryHead(buffer.Span, out var count) ? count : Count(await rest.ReadAsync(buffer, cancellationToken).ConfigureAwait(false));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
        // nothing is written
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private bool TryHead(Span<byte> buffer, out int count)
    {
        count = Math.Min(buffer.Length, _head.Length);
        if (count == 0)
        {
            return false;
        }

        _head.Span[..count].CopyTo(buffer);
        _head = _head[count..];
        Count(count);
        return true;
    }

    private int Count(int count) => (_read += count) <= limit ? count : throw tooLong();
}
