using System.Globalization;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Where a tensor lives; index -1 means the current device of its kind.</summary>
    public class Device
    {
        public Device(string description)
        {
            var parts = description.Split(':');
            if (parts.Length > 2 || !Enum.TryParse<DeviceType>(parts[0], ignoreCase: true, out var parsed))
                throw new ArgumentException($"'{description}' is not a device", nameof(description));
            type = parsed;
            index = parts.Length == 2 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : IndexOf(type);
        }

        public Device(string deviceType, int index = -1)
            : this(deviceType) => this.index = index < 0 ? this.index : index;

        public Device(DeviceType deviceType, int index = -1)
        {
            type = deviceType;
            this.index = index < 0 ? IndexOf(deviceType) : index;
        }

        public Device(int index)
            : this(DeviceType.CUDA, index) { }

        public DeviceType type { get; }

        public int index { get; }

        public static implicit operator Device(string description) => new(description);

        public override string ToString()
        {
            var name = type.ToString().ToLowerInvariant();
            return index < 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}:{index}");
        }

        private static int IndexOf(DeviceType type) => type == DeviceType.CUDA ? 0 : -1;
    }
}
