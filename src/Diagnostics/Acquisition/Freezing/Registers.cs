using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Unravel.Diagnostics.Acquisition.Freezing;

/// <summary>General registers as PTRACE_GETREGS fills them (struct user_regs_struct of Linux, x64).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Registers
{
    public ulong R15, R14, R13, R12, Rbp, Rbx, R11, R10, R9, R8, Rax, Rcx, Rdx, Rsi, Rdi, OrigRax;
    public ulong Rip, Cs, EFlags, Rsp, Ss, FsBase, GsBase, Ds, Es, Fs, Gs;

    /// <summary>Bytes of the AMD64 CONTEXT structure of the debugging library.</summary>
    public const int ContextSize = 0x4d0;

    /// <summary>CONTEXT_AMD64 | CONTROL | INTEGER | SEGMENTS.</summary>
    private const uint ContextFlags = 0x0010_0007;

    /// <summary>
    /// True when the thread stood in a system call that the stop interrupted: the kernel then returns one of its own codes
    /// for "do it again" (ERESTARTSYS and its kin), or EINTR.
    /// </summary>
    public readonly bool IsInSystemCall => (long)OrigRax >= 0 && (long)Rax is -4 or (>= -516 and <= -512);

    /// <summary>Writes the registers in the layout of the Windows AMD64 CONTEXT, which the debugging library reads on every system.</summary>
    public readonly void WriteContext(Span<byte> context)
    {
        context.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(context[0x30..], ContextFlags);
        WriteSegment(context, 0x38, Cs);
        WriteSegment(context, 0x3a, Ds);
        WriteSegment(context, 0x3c, Es);
        WriteSegment(context, 0x3e, Fs);
        WriteSegment(context, 0x40, Gs);
        WriteSegment(context, 0x42, Ss);
        BinaryPrimitives.WriteUInt32LittleEndian(context[0x44..], (uint)EFlags);
        ReadOnlySpan<ulong> integers = [Rax, Rcx, Rdx, Rbx, Rsp, Rbp, Rsi, Rdi, R8, R9, R10, R11, R12, R13, R14, R15, Rip];
        for (var i = 0; i < integers.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(context[(0x78 + (i * 8))..], integers[i]);
        }
    }

    private static void WriteSegment(Span<byte> context, int offset, ulong value) =>
        BinaryPrimitives.WriteUInt16LittleEndian(context[offset..], (ushort)value);
}
