#include "output/gridded_field.hpp"

#include <fmt/format.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <stdexcept>

namespace loschmidt::output {

namespace {

// Keeps the first scale that HDF5 passes open, and asks for no other.
herr_t keep_scale(hid_t, unsigned, hid_t scale, void* kept) {
  H5Iinc_ref(scale);
  *static_cast<hid_t*>(kept) = scale;
  return 1;
}

bool monotonic(const std::vector<double>& times) {
  const auto finite = [](double t) { return std::isfinite(t); };
  return std::ranges::all_of(times, finite) &&
         (std::ranges::is_sorted(times, std::less_equal<>()) ||
          std::ranges::is_sorted(times, std::greater_equal<>()));
}

}  // namespace

GriddedField::GriddedField(const std::filesystem::path& file, const std::string& dataset)
    : place_(fmt::format("{}:{}", file.string(), dataset)),
      path_(dataset),
      file_(open_hdf5(file, "give an HDF5 file and the path of a dataset in it")),
      dataset_(open_numbers(file_.get(), dataset, file.string())),
      shape_(shape_of(dataset_.get())),
      times_(find_times()) {
  if (shape_.empty() || times_.empty() || times_.size() != shape_[0])
    throw std::invalid_argument(fmt::format(
        "{} has the shape ({}) but {} times (every time needs its field): give an array "
        "with one entry per time",
        place_, fmt::join(shape_, ", "), times_.size()));
  if (!monotonic(times_))
    throw std::invalid_argument(
        fmt::format("the times of {} neither ascend nor descend (the field is interpolated between "
                    "them): sort them, and drop what is there twice or not finite",
                    place_));
}

std::vector<double> GriddedField::scale(unsigned axis) const {
  const std::string action = "read a dimension scale of " + place_;
  if (check_hdf5(H5DSget_num_scales(dataset_.get(), axis), action) == 0) return {};
  hid_t kept = H5I_INVALID_HID;
  check_hdf5(H5DSiterate_scales(dataset_.get(), axis, nullptr, keep_scale, &kept), action);
  const Hdf5Handle handle(kept, H5Dclose, action);
  return read_numbers(handle.get(), "a dimension scale of " + place_).values;
}

std::vector<double> GriddedField::find_times() const {
  if (shape_.empty()) return {};
  if (auto times = scale(0); !times.empty()) return times;
  const std::string beside = path_.substr(0, path_.rfind('/') + 1) + "time";
  if (!has_link(file_.get(), beside))
    throw std::invalid_argument(
        fmt::format("{} has no times (its first axis has no dimension scale, and there is no {}): "
                    "write the forward times of its entries there",
                    place_, beside));
  return read_numbers(open_numbers(file_.get(), beside, place_).get(), beside).values;
}

std::vector<double> GriddedField::at(std::size_t k) const {
  return read_numbers_at(dataset_.get(), path_, k, values_within(std::span(shape_).subspan(1)));
}

}  // namespace loschmidt::output
